package value

import (
	"errors"
	"fmt"
	"strconv"
)

// Plain says in plain words why a text is no value of a flag that takes a number, or
// true or false; other errors stay as they are.
func Plain(err error) error {
	var e *strconv.NumError
	switch {
	case !errors.As(err, &e):
		return err
	case errors.Is(e.Err, strconv.ErrRange):
		return fmt.Errorf("%q is too large a number", e.Num)
	case e.Func == "ParseBool":
		return fmt.Errorf("%q is neither true nor false", e.Num)
	case e.Func == "ParseFloat":
		return fmt.Errorf("%q is no number", e.Num)
	}
	return fmt.Errorf("%q is no whole number", e.Num)
}
