//go:build !text && !service

package main

func base(s string) string { return s }
