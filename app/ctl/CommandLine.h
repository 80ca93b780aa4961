// The grammar of the command line: a thin cover over CLI11, so that commands bind to QString and only one file compiles
// it.
#pragma once

#include "base/Result.h"

#include <QStringList>

#include <functional>
#include <memory>

namespace CLI {
class App;
}

namespace unmta::ctl {

class Session;

// The promises of the manual page.
enum class Exit : int
{
    Done = 0,
    Refused = 1, // or not verified
    Usage = 2,
    Unreachable = 3,
};
using Outcome = Result<Exit>;
using Action = std::function<Outcome(Session &)>;

// One command or group of commands; a value that stands for a node of CommandLine, which must outlive it.
class Command
{
public:
    Command(CLI::App *node, Action *chosen)
        : m_node(node)
        , m_chosen(chosen)
    {}

    [[nodiscard]] Command group(const char *name, const char *help) const;
    [[nodiscard]] Command command(const char *name, const char *help) const;

    // What stands behind the command's name; the last may be optional.
    const Command &argument(const char *name, QString *value, const char *help, bool required = true) const;
    const Command &arguments(const char *name, QStringList *values, const char *help, bool required = true) const;
    const Command &option(const char *name, QString *value, const char *help, bool required = false) const;
    const Command &options(const char *name, QStringList *values, const char *help, bool required = false) const;
    const Command &choice(const char *name, QString *value, const QStringList &words, const char *help,
                          bool required = false) const;
    const Command &number(const char *name, int *value, int least, int most, const char *help) const;
    const Command &flag(const char *name, bool *value, const char *help) const;

    // What happens when the command is given. Runs after the whole line has been understood.
    void does(Action action) const;

private:
    CLI::App *m_node;
    Action *m_chosen;
};

class CommandLine
{
public:
    CommandLine();
    ~CommandLine();
    CommandLine(const CommandLine &) = delete;
    CommandLine &operator=(const CommandLine &) = delete;

    [[nodiscard]] Command root();

    // None: the action is to be run. Otherwise the program's exit code; help and complaints have been printed.
    [[nodiscard]] std::optional<Exit> parse(int argc, char **argv, bool json);
    [[nodiscard]] const Action &action() const { return m_chosen; }

private:
    std::unique_ptr<CLI::App> m_app;
    Action m_chosen;
};

} // namespace unmta::ctl
