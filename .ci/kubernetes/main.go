// Command kubernetes checks manifests of Kubernetes against the schema that
// Kubernetes itself publishes with its source. A field that the schema does not
// know is a mistake, too, as for kubectl.
//
//	go run . MANIFEST...
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"sigs.k8s.io/yaml"
)

// kubernetes is the module that has the schemas.
const kubernetes = "k8s.io/kubernetes@v1.34.1"

func main() {
	failed := false
	for _, name := range os.Args[1:] {
		if err := check(name); err != nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n", name, err)
			failed = true
		}
	}
	if failed {
		os.Exit(1)
	}
}

// check checks a manifest of one object.
func check(name string) error {
	b, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	var object map[string]any
	if err := yaml.UnmarshalStrict(b, &object); err != nil {
		return err
	}
	kind, version := fmt.Sprint(object["kind"]), fmt.Sprint(object["apiVersion"])
	schema, err := schemaOf(kind, version)
	if err != nil {
		return err
	}
	return schema.Validate(object)
}

// schemaOf is the schema of a kind of object.
func schemaOf(kind, version string) (*jsonschema.Schema, error) {
	source, err := sourceFolder()
	if err != nil {
		return nil, err
	}
	file := "apis__" + strings.ReplaceAll(version, "/", "__") + "_openapi.json"
	b, err := os.ReadFile(filepath.Join(source, "api", "openapi-spec", "v3", file))
	if err != nil {
		return nil, err
	}
	var document map[string]any
	if err := json.Unmarshal(b, &document); err != nil {
		return nil, err
	}
	schemas, _ := document["components"].(map[string]any)["schemas"].(map[string]any)
	of := ""
	for name, schema := range schemas {
		s, _ := schema.(map[string]any)
		if s["properties"] != nil {
			s["additionalProperties"] = false
		}
		if isKind(s, kind, version) {
			of = name
		}
	}
	if of == "" {
		return nil, fmt.Errorf("there is no kind %q in %s", kind, version)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(file, document); err != nil {
		return nil, err
	}
	return c.Compile(file + "#/components/schemas/" + of)
}

// isKind tells whether a schema is that of a kind of object.
func isKind(schema map[string]any, kind, version string) bool {
	kinds, _ := schema["x-kubernetes-group-version-kind"].([]any)
	for _, k := range kinds {
		k, _ := k.(map[string]any)
		if k["kind"] == kind && fmt.Sprintf("%v/%v", k["group"], k["version"]) == version {
			return true
		}
	}
	return false
}

// sourceFolder is where the source of Kubernetes is, which is downloaded once.
func sourceFolder() (string, error) {
	cmd := exec.Command("go", "mod", "download", "-json", kubernetes)
	cmd.Stderr = os.Stderr
	said, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s: %w", kubernetes, err)
	}
	var module struct{ Dir string }
	err = json.Unmarshal(said, &module)
	return module.Dir, err
}
