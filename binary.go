package relations

// MarshalBinary writes what [Country.MarshalText] does, for gob.
func (c Country) MarshalBinary() ([]byte, error) { return c.MarshalText() }

// UnmarshalBinary reads what [Country.UnmarshalText] does.
func (c *Country) UnmarshalBinary(data []byte) error { return c.UnmarshalText(data) }

// MarshalBinary writes what [CountrySet.MarshalText] does, for gob.
func (s CountrySet) MarshalBinary() ([]byte, error) { return s.MarshalText() }

// UnmarshalBinary reads what [CountrySet.UnmarshalText] does.
func (s *CountrySet) UnmarshalBinary(data []byte) error { return s.UnmarshalText(data) }

// MarshalBinary writes what [SupportKind.MarshalText] does, for gob.
func (k SupportKind) MarshalBinary() ([]byte, error) { return k.MarshalText() }

// UnmarshalBinary reads what [SupportKind.UnmarshalText] does.
func (k *SupportKind) UnmarshalBinary(data []byte) error { return k.UnmarshalText(data) }

// MarshalBinary writes what [KindSet.MarshalText] does, for gob.
func (s KindSet) MarshalBinary() ([]byte, error) { return s.MarshalText() }

// UnmarshalBinary reads what [KindSet.UnmarshalText] does.
func (s *KindSet) UnmarshalBinary(data []byte) error { return s.UnmarshalText(data) }

// MarshalBinary writes what [Date.MarshalText] does, for gob.
func (d Date) MarshalBinary() ([]byte, error) { return d.MarshalText() }

// UnmarshalBinary reads what [Date.UnmarshalText] does.
func (d *Date) UnmarshalBinary(data []byte) error { return d.UnmarshalText(data) }

// MarshalBinary writes what [Vote.MarshalText] does, for gob.
func (v Vote) MarshalBinary() ([]byte, error) { return v.MarshalText() }

// UnmarshalBinary reads what [Vote.UnmarshalText] does.
func (v *Vote) UnmarshalBinary(data []byte) error { return v.UnmarshalText(data) }

// MarshalBinary writes what [Resolution.MarshalText] does, for gob.
func (r Resolution) MarshalBinary() ([]byte, error) { return r.MarshalText() }

// UnmarshalBinary reads what [Resolution.UnmarshalText] does.
func (r *Resolution) UnmarshalBinary(data []byte) error { return r.UnmarshalText(data) }

// MarshalBinary writes what [Standing.MarshalText] does, for gob.
func (s Standing) MarshalBinary() ([]byte, error) { return s.MarshalText() }

// UnmarshalBinary reads what [Standing.UnmarshalText] does.
func (s *Standing) UnmarshalBinary(data []byte) error { return s.UnmarshalText(data) }

// IsZero reports whether s is empty, for encoders that omit zero values.
func (s CountrySet) IsZero() bool { return s.IsEmpty() }

// IsZero reports whether s is empty, for encoders that omit zero values.
func (s KindSet) IsZero() bool { return s.IsEmpty() }
