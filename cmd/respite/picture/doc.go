// Package picture draws: poses from the joints of a figure, and a session's
// timeline. A drawing is plain data, and becomes SVG or PNG.
package picture
