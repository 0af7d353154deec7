package routines_test

import (
	"fmt"

	"respite/script/routines"
)

func ExampleOpen() {
	r, err := routines.Open(routines.Default, "de")
	if err != nil {
		panic(err)
	}
	fmt.Println(r.Title)
	// Output: Entlastung für den Rücken
}
