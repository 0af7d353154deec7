package picture

// Icon returns the icon of the program: a circle that stands for a breath.
func Icon() Drawing {
	const size = 192.0
	centre := point{size / 2, size / 2}
	return Drawing{Width: size, Height: size, Title: "respite", Alt: "respite", shapes: []shape{
		{paths: [][]point{rectangle(0, 0, size, size)}, fill: accent},
		{paths: [][]point{circle(centre, 68)}, stroke: paper, width: 5},
		{paths: [][]point{circle(centre, 44)}, fill: paper},
	}}
}
