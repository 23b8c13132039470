// JSON Schema (draft 7, which editors' TOML plug-ins read) of the files that authors and students write, made from the tables
// that the parser reads by: an editor completes and checks what the harness will accept. What depends on a task (names of roles,
// scenarios and parts) is left to the parser.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ipcgrade::scenario {

struct SchemaFile {
  std::string_view name;  // "scenario": ipcgrade list --schema scenario
  std::string_view path;  // where its text is kept, relative to the project's root
  std::string (*text)();  // the schema, indented, with a newline at its end
};

[[nodiscard]] const std::vector<SchemaFile>& schema_files();

}  // namespace ipcgrade::scenario
