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

// How many letters lie between two words: left out, put in, other ones, or two that changed places.
qsizetype distance(const QString &a, const QString &b)
{
    QList<QList<qsizetype>> table(a.size() + 1, QList<qsizetype>(b.size() + 1, 0));
    for (qsizetype i = 0; i <= a.size(); ++i) {
        for (qsizetype j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                table[i][j] = i + j;
                continue;
            }
            table[i][j] = std::min(
                {table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                table[i][j] = std::min(table[i][j], table[i - 2][j - 2] + 1);
        }
    }
    return table[a.size()][b.size()];
}

// " Did you mean x?", or what there is.
QString nearest(const QString &word, const QStringList &known, const QString &otherwise)
{
    const auto closer = [&word](const QString &a, const QString &b) { return distance(word, a) < distance(word, b); };
    const auto best = std::min_element(known.begin(), known.end(), closer);
    if (best != known.end() && distance(word, *best) <= std::max<qsizetype>(1, word.size() / 3))
        return u" Did you mean “%1”?"_s.arg(*best);
    return otherwise;
}

QStringList commandsOf(const CLI::App &node)
{
    QStringList names;
    for (const CLI::App *command : node.get_subcommands([](const CLI::App *) { return true; }))
        names << QString::fromStdString(command->get_name());
    return names;
}

// The first word that is no command where one has to stand, or no option; empty where all are.
QString adviceOn(CLI::App &root, int argc, char **argv)
{
    CLI::App *node = &root;
    QStringList options;
    const auto addOptions = [&options](const CLI::App &of) {
        for (const CLI::Option *option : of.get_options()) {
            for (const std::string &name : option->get_lnames())
                options << u"--"_s + QString::fromStdString(name);
        }
    };
    addOptions(root);
    for (int i = 1; i < argc; ++i) {
        const QString word = QString::fromLocal8Bit(argv[i]);
        if (word.startsWith(u"--"_s) && word.size() > 2) {
            const QString name = word.section(u'=', 0, 0);
            if (!options.contains(name))
                return u"There is no option %1 here.%2"_s.arg(name, nearest(name, options, u" Try --help."_s));
            const CLI::Option *option = node->get_option_no_throw(name.toStdString());
            if (!option)
                option = root.get_option_no_throw(name.toStdString());
            if (option && option->get_items_expected_max() > 0 && !word.contains(u'='))
                ++i; // its value
            continue;
        }
        const QStringList commands = commandsOf(*node);
        if (word.startsWith(u'-') || commands.isEmpty())
            continue;
        if (!commands.contains(word)) {
            return u"There is no command “%1”.%2"_s.arg(
                word, nearest(word, commands, u" There are: %1."_s.arg(commands.join(u", "_s))));
        }
        node = node->get_subcommand(word.toStdString());
        addOptions(*node);
    }
    return {};
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
    // Likewise; what has blanks or dashes in it has no such name.
    const std::string upper(name);
    std::string names = upper;
    if (upper.find(' ') == std::string::npos) {
        std::transform(names.begin(), names.end(), names.begin(), [](unsigned char c) { return std::tolower(c); });
        names += ",--" + names;
    }
    auto *option = m_node->add_option_function<std::vector<std::string>>(names, into(values), help)->required(required);
    if (names != upper)
        option->type_name(upper);
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
        if (const QString advice = adviceOn(*m_app, argc, argv); !advice.isEmpty()) {
            printError(usageError(advice), json);
            return Exit::Usage;
        }
        const QString what = QString::fromStdString(fault.what()).section(u'\n', 0, 0);
        printError(usageError(u"%1. Try --help."_s.arg(what)), json);
        return Exit::Usage;
    }
}

} // namespace unmta::ctl
