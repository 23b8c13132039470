// The tables of a gradebook's file, one a noun. `version` changes with them: a file of an older version is brought up to date by
// the steps between, one of a newer version is refused.
#pragma once

#include "store/database.hpp"

namespace ipcgrade::store {

inline constexpr int journal_version = 2;

// Makes the tables in a new file. InputError where the file is another program's, or of a later version.
void prepare_journal(Database& database);

}  // namespace ipcgrade::store
