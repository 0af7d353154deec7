package stock_test

import (
	"fmt"

	"respite/script/stock"
)

func ExamplePhrases_Counted() {
	p, err := stock.For("en")
	if err != nil {
		panic(err)
	}
	fmt.Println(p.Counted("breaths", 3))
	fmt.Println(p.Counted("breaths", 300))
	// Output:
	// Take three slow breaths.
	// Keep breathing slowly.
}
