module github.com/warmrelations/relations/internal/peers

go 1.26.0

require (
	github.com/biter777/countries v1.7.5
	github.com/ferdypruis/iso3166 v1.1.0
	github.com/flaticols/countrycodes v0.0.2
	github.com/mikekonan/go-countries v1.1.2
	github.com/pariz/gountries v0.1.6
	github.com/stretchr/testify v1.12.1
	github.com/warmrelations/relations v0.0.0
	golang.org/x/text v0.44.0
)

require (
	go.yaml.in/yaml/v3 v3.0.5 // indirect
	gopkg.in/yaml.v2 v2.4.0 // indirect
)

replace github.com/warmrelations/relations => ../..
