#include "store/database.hpp"

#include <cerrno>
#include <limits>

#include "base/ensure.hpp"
#include "base/error.hpp"

namespace ipcgrade::store {
namespace {

// How long a statement waits for another program that has the file open, in milliseconds.
constexpr int patience = 10'000;

// SQLite's codes where errno has a word for it; else the file cannot be used, EIO.
int errno_of(int code, int system_error) {
  struct Row {
    int code;
    int error_number;
  };
  static constexpr Row rows[] = {{SQLITE_FULL, ENOSPC}, {SQLITE_READONLY, EROFS}, {SQLITE_PERM, EACCES},
                                 {SQLITE_BUSY, EBUSY},  {SQLITE_NOMEM, ENOMEM},   {SQLITE_LOCKED, EBUSY}};
  for (const Row& row : rows)
    if (row.code == (code & 0xff)) return row.error_number;
  return system_error != 0 ? system_error : EIO;
}

}  // namespace

Database::Database(const std::string& path) : path_(path) {
  sqlite3* handle = nullptr;
  const int code =
      sqlite3_open_v2(path.c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  handle_.reset(handle);
  if (code != SQLITE_OK) fail(code);
  sqlite3_busy_timeout(handle, patience);
}

void Database::fail(int code) const {
  if ((code & 0xff) == SQLITE_NOTADB || (code & 0xff) == SQLITE_CORRUPT)
    throw base::InputError({}, "'" + path_ + "' is no gradebook, or a damaged one: " + sqlite3_errstr(code));
  throw base::SystemError(errno_of(code, handle_ ? sqlite3_system_errno(handle_.get()) : 0), "using " + path_);
}

void Database::execute(const std::string& sql) {
  if (const int code = sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr); code != SQLITE_OK) fail(code);
}

std::int64_t Database::ask(const std::string& sql) {
  Statement statement(*this, sql);
  ENSURE(statement.next(), "a question with one answer has a row");
  const std::int64_t answer = statement.integer(0);
  while (statement.next()) {
  }
  return answer;
}

Statement::Statement(Database& database, std::string_view sql) : database_(database) {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v2(database.handle(), sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
  statement_.reset(statement);
  if (code != SQLITE_OK) database.fail(code);
}

Statement& Statement::operator<<(const std::string& text) {
  ENSURE(text.size() < static_cast<std::size_t>(std::numeric_limits<int>::max()), "a text is shorter than 2 GiB");
  const int code =
      sqlite3_bind_text(statement_.get(), ++bound_, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);  // NOLINT
  if (code != SQLITE_OK) database_.fail(code);
  return *this;
}

Statement& Statement::operator<<(std::int64_t number) {
  if (const int code = sqlite3_bind_int64(statement_.get(), ++bound_, number); code != SQLITE_OK) database_.fail(code);
  return *this;
}

Statement& Statement::null() {
  if (const int code = sqlite3_bind_null(statement_.get(), ++bound_); code != SQLITE_OK) database_.fail(code);
  return *this;
}

bool Statement::next() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  sqlite3_reset(statement_.get());
  bound_ = 0;
  if (code != SQLITE_DONE) database_.fail(code);
  return false;
}

std::string Statement::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
  return bytes == nullptr ? "" : std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column)));
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }
bool Statement::is_null(int column) const { return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL; }

Transaction::Transaction(Database& database) : database_(database) { database_.execute("BEGIN IMMEDIATE"); }

Transaction::~Transaction() {
  // A failed statement may have undone it already; then there is nothing to undo.
  if (open_) sqlite3_exec(database_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
  database_.execute("COMMIT");
  open_ = false;
}

}  // namespace ipcgrade::store
