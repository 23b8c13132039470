#include "engine/symbols/symbolizer.hpp"

#include <algorithm>
#include <filesystem>
#include <string_view>

#include "engine/symbols/address_space.hpp"
#include "engine/symbols/source_lines.hpp"

namespace ipcgrade::engine::symbols {
namespace {

constexpr std::size_t most_spaces = 32;  // a trial rarely has more programs; each holds its files mapped

std::string without_folder(const std::string& file, const std::string& folder) {
  return !folder.empty() && file.starts_with(folder + "/") ? file.substr(folder.size() + 1) : file;
}

// A file of the submission relative to it; else one that was compiled by a relative name, by that name.
std::string spelled(const SourceLine& line, const std::string& own_folder) {
  if (line.file.empty()) return "";
  const auto plain = [](const std::string& path) { return std::filesystem::path(path).lexically_normal().string(); };
  const std::string absolute = plain((std::filesystem::path(line.compilation_folder) / line.file).string());
  const std::string inside = without_folder(absolute, own_folder);
  return inside != absolute ? inside : without_folder(absolute, plain(line.compilation_folder));
}

std::vector<model::Site> sites_at(const AddressSpace& space, std::uint64_t address, const std::string& own_folder) {
  std::vector<model::Site> sites;
  if (space.dwfl() == nullptr) return sites;
  for (const SourceLine& line : source_lines(space.dwfl(), address))
    sites.push_back({line.function, spelled(line, own_folder), line.line});
  return sites;
}

// How well a frame of the submission's own says where in the submission it is.
enum class Telling { nothing, name, foreign_line, own_line };

Telling telling(const model::Site& site) {
  if (site.function.empty()) return Telling::nothing;
  if (site.line == 0) return Telling::name;
  return site.file.starts_with('/') ? Telling::foreign_line : Telling::own_line;  // a template of <semaphore> is foreign
}

}  // namespace

Symbolizer::Symbolizer(std::string own_folder) : own_folder_(std::move(own_folder)) {
  while (own_folder_.size() > 1 && own_folder_.ends_with('/')) own_folder_.pop_back();
}
Symbolizer::~Symbolizer() = default;

AddressSpace& Symbolizer::space_of(const std::vector<Module>& modules) {
  const auto known = std::ranges::find_if(spaces_, [&](const auto& space) { return space->modules() == modules; });
  if (known != spaces_.end()) {
    std::rotate(known, known + 1, spaces_.end());
  } else {
    if (spaces_.size() == most_spaces) spaces_.erase(spaces_.begin());
    spaces_.push_back(std::make_unique<AddressSpace>(modules));
  }
  return *spaces_.back();
}

model::Site Symbolizer::own_site(const StackSample& sample) {
  AddressSpace& space = space_of(sample.modules);
  model::Site best;
  for (const std::uint64_t address : space.unwind(sample)) {
    if (!space.path_of(address).starts_with(own_folder_ + "/")) continue;
    for (const model::Site& site : sites_at(space, address, own_folder_)) {
      if (telling(site) > telling(best)) best = site;
      if (telling(best) == Telling::own_line) return best;
    }
  }
  return best;
}

std::vector<model::Site> Symbolizer::frames(const StackSample& sample) {
  AddressSpace& space = space_of(sample.modules);
  std::vector<model::Site> all;
  for (const std::uint64_t address : space.unwind(sample)) {
    auto sites = sites_at(space, address, own_folder_);
    if (sites.empty()) sites.emplace_back();  // a frame without a name is still a frame
    all.insert(all.end(), sites.begin(), sites.end());
  }
  return all;
}

model::Site Symbolizer::at(std::uint64_t address, const std::vector<Module>& modules) {
  const auto sites = sites_at(space_of(modules), address, own_folder_);
  return sites.empty() ? model::Site{} : sites.front();
}

}  // namespace ipcgrade::engine::symbols
