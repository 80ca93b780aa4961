// Puts every setting into a text, in place of its line that reads .\" SETTINGS (a manual page) or # SETTINGS (a
// configuration file, in which all of them are commented out); run by the build.
//
// usage: unmta-settings-text TEXT RESULT
#include "base/AllSettings.h"

#include <fstream>
#include <iostream>
#include <string>

namespace {

// Text as troff wants it: a hyphen that stays one when it is copied, quotation marks in every locale.
std::string escaped(std::string_view text)
{
    constexpr std::pair<std::string_view, std::string_view> marks[]{
        {"\\", "\\e"}, {"-", "\\-"}, {"“", "\\(lq"}, {"”", "\\(rq"}};
    std::string result;
    while (!text.empty()) {
        std::string_view taken = text.substr(0, 1);
        std::string_view written = taken;
        for (const auto &[mark, escape] : marks) {
            if (text.starts_with(mark)) {
                taken = mark;
                written = escape;
            }
        }
        result += written;
        text.remove_prefix(taken.size());
    }
    return result;
}

void describe(std::ostream &page, const unmta::Setting &row)
{
    page << ".TP\n.B " << escaped(row.name) << '\n' << escaped(row.sentence) << '\n';
    if (row.choices.front()) {
        std::string_view before = "One of ";
        for (const char *choice : row.choices) {
            if (choice) {
                page << before << "\\fB" << escaped(choice) << "\\fR";
                before = ", ";
            }
        }
        page << ".\n";
    }
    if (*row.byDefault)
        page << "Default: \\fB\\%" << escaped(row.byDefault) << "\\fR\n";
}

void comment(std::ostream &file, const unmta::Setting &row)
{
    file << "\n# " << row.sentence << '\n';
    if (row.choices.front()) {
        std::string_view before = "# One of ";
        for (const char *choice : row.choices) {
            if (choice) {
                file << before << choice;
                before = ", ";
            }
        }
        file << ".\n";
    }
    file << "#set = \"" << row.name << '=' << row.byDefault << "\"\n";
}

template <typename Head, typename Row>
void describeAll(std::ostream &text, Head head, Row describeRow)
{
    for (const unmta::SettingGroupRow &group : unmta::settingGroups) {
        head(group.title);
        for (const unmta::Setting &row : unmta::allSettings) {
            if (row.group == group.group)
                describeRow(text, row);
        }
    }
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 3) {
        std::cerr << "usage: unmta-settings-text TEXT RESULT\n";
        return 2;
    }
    std::ifstream text(argv[1]);
    std::ofstream result(argv[2], std::ios::binary);
    bool isFilled = false;
    for (std::string line; std::getline(text, line);) {
        if (line == ".\\\" SETTINGS") {
            describeAll(
                result, [&](const char *title) { result << ".SS \"" << escaped(title) << "\"\n"; }, describe);
            isFilled = true;
        } else if (line == "# SETTINGS") {
            describeAll(
                result, [&](const char *title) { result << "\n# --- " << title << " ---\n"; }, comment);
            isFilled = true;
        } else {
            result << line << '\n';
        }
    }
    if (!isFilled || !result.flush()) {
        std::cerr << argv[1] << " has no line for the settings, or " << argv[2] << " cannot be written\n";
        return 1;
    }
    return 0;
}
