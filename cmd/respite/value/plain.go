package value

import (
	"errors"
	"fmt"
	"strconv"
)

// Plain describes in plain words a text that is not a number, or not true or false. It returns
// other errors unchanged.
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
		return fmt.Errorf("%q is not a number", e.Num)
	}
	return fmt.Errorf("%q is not a whole number", e.Num)
}
