module respite

go 1.26
