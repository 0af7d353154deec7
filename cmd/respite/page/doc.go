// Package page shows a session in a browser: a page that plays it and holds
// all of it, a sheet to print, and a small server for the phone on the mat. It
// knows timelines and sources of sound, and no flags.
package page
