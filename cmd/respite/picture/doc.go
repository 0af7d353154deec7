// Package picture draws poses from the joints of a figure, and the timeline of a session. A
// drawing is plain data that can be written as SVG or PNG.
package picture
