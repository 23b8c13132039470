// A SQLite file and its statements: owned, bound and read by type, every failure an exception that names the file. The only file
// that knows sqlite3.h beside its .cpp. Not for several threads at once: its owner keeps the lock.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace ipcgrade::store {

class Database;

// A prepared statement. Values are bound in order; text may hold any bytes.
class Statement {
 public:
  Statement(Database& database, std::string_view sql);

  Statement& operator<<(const std::string& text);
  Statement& operator<<(std::string_view text) { return *this << std::string(text); }
  Statement& operator<<(const char* text) { return *this << std::string(text); }
  Statement& operator<<(std::int64_t number);
  Statement& operator<<(int number) { return *this << std::int64_t{number}; }
  Statement& operator<<(std::size_t number) { return *this << static_cast<std::int64_t>(number); }
  template <class T>
  Statement& operator<<(const std::optional<T>& value) {
    return value ? *this << *value : null();
  }
  Statement& null();

  // The next row; false after the last one, and then it can be bound and run anew. SystemError.
  bool next();
  // Runs to the end.
  void run() {
    while (next()) {
    }
  }

  [[nodiscard]] std::string text(int column) const;
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] int number(int column) const { return static_cast<int>(integer(column)); }
  [[nodiscard]] bool is_null(int column) const;
  [[nodiscard]] bool truth(int column) const { return integer(column) != 0; }

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  Database& database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  int bound_ = 0;
};

class Database {
 public:
  // Opens the file, or makes it. SystemError where that cannot be done; base::InputError where it is something else than a
  // database.
  explicit Database(const std::string& path);

  void execute(const std::string& sql);
  [[nodiscard]] std::int64_t ask(const std::string& sql);  // the one number that it answers with
  [[nodiscard]] const std::string& path() const { return path_; }

  // What SQLite said last, as an exception: a full disk is ENOSPC.
  [[noreturn]] void fail(int code) const;
  [[nodiscard]] sqlite3* handle() const { return handle_.get(); }

 private:
  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  };
  std::string path_;
  std::unique_ptr<sqlite3, Close> handle_;
};

// All or nothing: what was not committed when it ends is undone.
class Transaction {
 public:
  explicit Transaction(Database& database);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();
  void commit();

 private:
  Database& database_;
  bool open_ = true;
};

}  // namespace ipcgrade::store
