#include "scenario/editor_schema.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "testing/catch.hpp"

using namespace ipcgrade::scenario;

// Whether the files of the tree keep to the schemas is asked by ci/check_schemas.py, which knows the whole of JSON Schema.
TEST_CASE("the schemas that editors read are those of the parser's tables") {
  for (const SchemaFile& file : schema_files()) {
    const std::string path = IPCGRADE_SOURCE_DIR "/" + std::string(file.path);
    if (std::getenv("IPCGRADE_APPROVE") != nullptr) std::ofstream(path, std::ios::binary) << file.text();
    std::stringstream kept;
    kept << std::ifstream(path, std::ios::binary).rdbuf();
    INFO(file.path << " is out of date: ipcgrade list --schema " << file.name << " > " << file.path);
    CHECK((kept.str() == file.text()));
  }
}
