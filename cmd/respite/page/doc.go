// Package page shows a session in a browser. It has a page that plays a session and contains
// everything it needs, a sheet to print, and a small server for phones in the same network. It
// works with timelines and sources of sound, and has no flags.
package page
