#include "ctl/CommandLine.h"

#include "ctl/Output.h"

#include <CLI/CLI.hpp>

namespace unmta::ctl {

using namespace Qt::StringLiterals;

namespace {

constexpr auto footer = R"(Environment:
  UNMTA_ENGINE       like --engine
  UNMTA_TOKEN_FILE   like --token-file
  UNMTA_DATA_DIR     like --data-dir

Exit status: 0 done, 1 refused or not verified, 2 wrong usage, 3 engine not reachable.)";

std::vector<std::string> toStd(const QStringList &words)
{
    std::vector<std::string> result;
    for (const QString &word : words)
        result.push_back(word.toStdString());
    return result;
}

// What stands for an option's value in the help, from which completions know what to offer.
std::string typeOf(const std::string &name)
{
    if (name.ends_with("-file") || name == "--file" || name == "--rules")
        return "FILE";
    if (name.ends_with("-dir") || name == "--directory")
        return "DIR";
    return name == "--tracking-host" || name == "--domain" ? "DOMAIN" : "TEXT";
}

auto into(QString *value)
{
    return [value](const std::string &text) { *value = QString::fromStdString(text); };
}

auto into(QStringList *values)
{
    return [values](const std::vector<std::string> &texts) {
        for (const std::string &text : texts)
            values->append(QString::fromStdString(text));
    };
}

} // namespace

Command Command::group(const char *name, const char *help) const
{
    const Command made = command(name, help);
    made.m_node->require_subcommand(1);
    return made;
}

Command Command::command(const char *name, const char *help) const
{
    CLI::App *node = m_node->add_subcommand(name, help);
    node->footer(""); // the program's is inherited otherwise
    return {node, m_chosen};
}

const Command &Command::argument(const char *name, QString *value, const char *help, bool required) const
{
    // "NAME" may also be written --name, like the API's field, which scripts find easier to read.
    const std::string upper(name);
    std::string lower = upper;
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
    m_node->add_option_function<std::string>(lower + ",--" + lower, into(value), help)
        ->required(required)
        ->type_name(upper);
    return *this;
}

const Command &Command::arguments(const char *name, QStringList *values, const char *help, bool required) const
{
    m_node->add_option_function<std::vector<std::string>>(name, into(values), help)->required(required);
    return *this;
}

const Command &Command::option(const char *name, QString *value, const char *help, bool required) const
{
    m_node->add_option_function<std::string>(name, into(value), help)->required(required)->type_name(typeOf(name));
    return *this;
}

const Command &Command::options(const char *name, QStringList *values, const char *help, bool required) const
{
    // One value per naming, so that what follows is not swallowed.
    m_node->add_option_function<std::vector<std::string>>(name, into(values), help)
        ->required(required)
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->type_name(typeOf(name));
    return *this;
}

const Command &Command::choice(const char *name, QString *value, const QStringList &words, const char *help,
                               bool required) const
{
    m_node->add_option_function<std::string>(name, into(value), help)
        ->required(required)
        ->check(CLI::IsMember(toStd(words)));
    return *this;
}

const Command &Command::number(const char *name, int *value, int least, int most, const char *help) const
{
    m_node->add_option(name, *value, help)->check(CLI::Range(least, most));
    return *this;
}

const Command &Command::flag(const char *name, bool *value, const char *help) const
{
    m_node->add_flag(name, *value, help);
    return *this;
}

void Command::does(Action action) const
{
    m_node->callback([chosen = m_chosen, action = std::move(action)] { *chosen = action; });
}

CommandLine::CommandLine()
    : m_app(std::make_unique<CLI::App>("Branded open and click tracking: the command line of unMTA Tracking.",
                                       "unmta-ctl"))
{
    m_app->set_version_flag("--version", "unmta-ctl " UNMTA_VERSION);
    m_app->set_help_all_flag("--help-all", "Print the help of every command and exit");
    m_app->footer(footer);
    m_app->require_subcommand(1);
    m_app->fallthrough(); // options of the program may stand behind the command; commands inherit this
    m_app->option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::Throw);
}

CommandLine::~CommandLine() = default;

Command CommandLine::root()
{
    return {m_app.get(), &m_chosen};
}

std::optional<Exit> CommandLine::parse(int argc, char **argv, bool json)
{
    try {
        m_app->parse(argc, argv);
        return std::nullopt;
    } catch (const CLI::Success &asked) { // --help, --version
        m_app->exit(asked);
        return Exit::Done;
    } catch (const CLI::ParseError &fault) {
        const QString what = QString::fromStdString(fault.what()).section(u'\n', 0, 0);
        printError(usageError(u"%1. Try --help."_s.arg(what)), json);
        return Exit::Usage;
    }
}

} // namespace unmta::ctl
