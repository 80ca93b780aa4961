#include "milter/MilterOptions.h"

#include "base/Duration.h"
#include "common/ConfigFile.h"
#include "common/DataDir.h"

#include <QDir>

#include <CLI/CLI.hpp>

#include <cstdio>

namespace unmta::milter {

using namespace Qt::StringLiterals;

namespace {

constexpr auto prefix = "UNMTA_MILTER_";
constexpr auto footer =
    R"(Addresses are spelt as mail servers do: unix:/run/unmta-milter/milter.sock, inet:8891@127.0.0.1.
Every option is also read from the environment (UNMTA_MILTER_ENGINE and so on) and from --config.
SIGTERM finishes what is under way, SIGHUP asks the engine for news at once.)";

struct Texts
{
    std::vector<std::string> listen = {"inet:8891@127.0.0.1"};
    std::string status;
    std::string engine = "http://127.0.0.1:8089";
    std::string cluster;
    std::string tokenFile;
    std::string caFile;
    std::string stateDir = defaultMilterDir().toStdString();
    std::string socketMode = "0660";
    std::string socketGroup;
    std::string refresh = "15s";
    std::string drain = "30s";
    std::string logFormat = "text";
};

void declare(CLI::App &app, Texts &texts, MilterOptions &options)
{
    app.footer(footer);
    app.set_version_flag("--version", "unmta-milter " UNMTA_VERSION);
    app.config_formatter(std::make_shared<ConfigFile>(prefix));
    app.allow_config_extras(CLI::config_extras_mode::error); // a misspelt name must not be ignored
    app.set_config("--config", "", "File with options, one \"name = value\" a line");
    const auto option = [&app](const char *name, auto &value, const char *help) {
        return app.add_option(name, value, help)->envname(variableOf(prefix, name + 2));
    };
    option("--listen", texts.listen, "Where mail servers connect; may be given more than once")->capture_default_str();
    option("--engine", texts.engine, "The engine's API, for example https://engine.example.com:8089")
        ->capture_default_str();
    option("--cluster", texts.cluster, "The cluster's id")->required();
    option("--token-file", texts.tokenFile, "File with an API token of scope rewrite")->required();
    option("--ca-file", texts.caFile, "Certificates (PEM) to trust for --engine instead of the system's");
    option("--state-dir", texts.stateDir, "Keeps the last snapshot, with the link keys, for when the engine is away")
        ->capture_default_str();
    option("--status", texts.status, "Serves /healthz and /metrics, for example inet:8892@127.0.0.1");
    option("--socket-mode", texts.socketMode, "Permissions of Unix sockets, octal")->capture_default_str();
    option("--socket-group", texts.socketGroup, "Group of Unix sockets, for example postfix");
    option("--threads", options.server.threads, "Threads that rewrite")
        ->check(CLI::Range(1, 256))
        ->capture_default_str();
    option("--refresh", texts.refresh, "How often the engine is asked for news")->capture_default_str();
    option("--log-format", texts.logFormat, "Of the log on standard error: text or json")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    option("--drain", texts.drain, "How long open connections may go on after SIGTERM")->capture_default_str();
}

Result<MilterOptions> evaluate(const Texts &texts, MilterOptions options)
{
    const auto text = [](const std::string &value) { return QString::fromStdString(value); };
    for (const std::string &listen : texts.listen) {
        auto address = ListenAddress::parse(text(listen));
        if (!address)
            return address.error();
        options.server.listeners.append(*address);
    }
    if (!texts.status.empty()) {
        auto address = ListenAddress::parse(text(texts.status));
        if (!address || !address->path.isEmpty())
            return Error(u"milter.bad_listen"_s, u"status"_s, {{u"listen"_s, text(texts.status)}});
        options.status = *address;
    }
    auto refresh = parseDuration(text(texts.refresh));
    auto drain = parseDuration(text(texts.drain));
    if (!refresh || !drain || *refresh < std::chrono::milliseconds(100))
        return Error(u"duration.malformed"_s,
                     refresh && *refresh >= std::chrono::milliseconds(100) ? u"drain"_s : u"refresh"_s);
    bool octal = false;
    options.server.socketMode = text(texts.socketMode).toUInt(&octal, 8);
    if (!octal || options.server.socketMode > 0777)
        return Error(u"milter.bad_mode"_s, u"socket_mode"_s);
    options.server.socketGroup = text(texts.socketGroup);
    options.drain = *drain;
    options.logFormat = logFormatFrom(text(texts.logFormat)).value_or(LogFormat::Text);
    options.source = {text(texts.engine),
                      text(texts.cluster).toLower(),
                      text(texts.tokenFile),
                      text(texts.caFile),
                      QDir(text(texts.stateDir)).filePath(u"rewrite-snapshot.json"_s),
                      *refresh};
    return options;
}

} // namespace

ParsedOptions parseOptions(int argc, char **argv)
{
    ParsedOptions parsed;
    Texts texts;
    CLI::App app("Rewrites the links of passing mail to an unMTA tracking domain.", "unmta-milter");
    declare(app, texts, parsed.options);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        parsed.exitCode = app.exit(error) == 0 ? 0 : 2;
        return parsed;
    }
    auto options = evaluate(texts, parsed.options);
    if (!options) {
        std::fprintf(stderr, "unmta-milter: %s\n", describe(options.error()).toUtf8().constData());
        parsed.exitCode = 2;
        return parsed;
    }
    parsed.options = *std::move(options);
    return parsed;
}

} // namespace unmta::milter
