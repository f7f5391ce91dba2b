//go:build service

package main

import (
	"database/sql"
	"encoding/json"
	"net/http"
)

func base(s string) string {
	db, err := sql.Open(s, s)
	if err != nil {
		return err.Error()
	}
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		var id struct{ ID int }
		if err := json.NewDecoder(r.Body).Decode(&id); err != nil {
			return
		}
		var name string
		if err := db.QueryRow(s, id.ID).Scan(&name); err == nil {
			json.NewEncoder(w).Encode(map[string]string{"name": name})
		}
	})
	return http.ListenAndServe(s, nil).Error()
}
