module github.com/warmrelations/relations/internal/interop

go 1.26.0

replace github.com/warmrelations/relations => ../..

require (
	github.com/BurntSushi/toml v1.6.0
	github.com/google/go-cmp v0.7.0
	github.com/jackc/pgx/v5 v5.12.0
	github.com/santhosh-tekuri/jsonschema/v6 v6.0.3
	github.com/stretchr/testify v1.12.1
	github.com/warmrelations/relations v0.0.0-00010101000000-000000000000
	go.yaml.in/yaml/v3 v3.0.6
	modernc.org/sqlite v1.61.1
)
