#include "common/EngineOptions.h"

#include "assembly/OwnStore.h"
#include "common/ConfigFile.h"
#include "common/DataDir.h"

#include <CLI/CLI.hpp>

#include <QDir>

namespace unmta {

using namespace Qt::StringLiterals;

void EngineOptions::addTo(CLI::App &app)
{
    app.add_option("--data-dir", m_dataDir, "Directory of the store; made when it is missing")
        ->envname("UNMTA_DATA_DIR")
        ->type_name("DIR");
    app.add_option("--store", m_store,
                   "Where the store is: sqlite (in files of the data directory, the default) or a PostgreSQL, "
                   "postgresql://USER@HOST:PORT/DATABASE?OPTIONS")
        ->envname("UNMTA_STORE")
        ->type_name("URL");
    app.add_option("--store-password-file", m_storePasswordFile,
                   "The password for PostgreSQL, in the file's first line, which nobody else may read")
        ->envname("UNMTA_STORE_PASSWORD_FILE")
        ->type_name("FILE");
    app.add_option("--http", m_http, "Where the edge speaks http; may be repeated")
        ->envname("UNMTA_HTTP")
        ->type_name("ADDRESS:PORT")
        ->delimiter(',');
    app.add_option("--https", m_https, "Where the edge speaks https; may be repeated")
        ->envname("UNMTA_HTTPS")
        ->type_name("ADDRESS:PORT")
        ->delimiter(',');
    app.add_option("--api", m_api, "Where the management API listens; https only, except on loopback")
        ->envname("UNMTA_API")
        ->type_name("ADDRESS:PORT");
    app.add_option("--set", m_settings, "Stores a setting before the start; may be repeated (Env:UNMTA_SET)")
        ->type_name("KEY=VALUE");
    app.add_flag("--sandbox", m_sandbox,
                 "Everything on loopback, with a simulated DNS provider and internal certificates")
        ->envname("UNMTA_SANDBOX");
    // One that two places name is that of the nearer one; the others add up.
    app.config_formatter(std::make_shared<ConfigFile>("UNMTA_", "set", &m_settingsOfFile));
    app.allow_config_extras(CLI::config_extras_mode::error); // a misspelt name must not be ignored
    // CLI11 reads the file before it looks at the environment, so the variable is given as the file's default.
    const std::string named = qEnvironmentVariable("UNMTA_CONFIG").toStdString();
    app.set_config("--config", named, "Reads these options from a file, one NAME=VALUE a line (Env:UNMTA_CONFIG)",
                   !named.empty())
        ->type_name("FILE");
}

std::optional<int> EngineOptions::read(int argc, char **argv, const char *program, const char *purpose)
{
    CLI::App cli(purpose, program);
    cli.set_version_flag("--version", std::string(program) + " " UNMTA_VERSION);
    addTo(cli);
    cli.add_option("--log-format", m_logFormat, "Of the log on standard error: text or json (default: text)")
        ->envname("UNMTA_LOG_FORMAT")
        ->check(CLI::IsMember({"text", "json"}))
        ->type_name("FORMAT");
    CLI::Option *restore =
        cli.add_option("--restore", m_restore, "Makes a copy of unmta-ctl backup the store of --data-dir, and ends")
            ->type_name("DIR");
    cli.add_option("--passphrase-file", m_passphraseFile, "What the copy's key is sealed with, in the first line")
        ->type_name("FILE")
        ->needs(restore);
    try {
        cli.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        return cli.exit(error) == 0 ? 0 : 2;
    }
    return std::nullopt;
}

LogFormat EngineOptions::logFormat() const
{
    return logFormatFrom(QString::fromStdString(m_logFormat)).value_or(LogFormat::Text);
}

QString EngineOptions::toRestore() const
{
    return m_restore.empty() ? QString() : QDir(QString::fromStdString(m_restore)).absolutePath();
}

QString EngineOptions::passphraseFile() const
{
    return QString::fromStdString(m_passphraseFile);
}

Result<EngineConfig> EngineOptions::config() const
{
    EngineConfig config;
    config.sandbox = m_sandbox;
    if (!m_dataDir.empty())
        config.dataDir = QDir(QString::fromStdString(m_dataDir)).absolutePath();
    else
        config.dataDir = defaultDataDir() + (m_sandbox ? u"-sandbox"_s : QString());
    config.isUsualDataDir = isUsualDataDir(config.dataDir);
    config.store = QString::fromStdString(m_store).trimmed();
    if (const auto server = serverOf(config); !server) // without the password's file, which is not needed yet
        return server.error();
    if (!m_storePasswordFile.empty())
        config.storePasswordFile = QDir(QString::fromStdString(m_storePasswordFile)).absolutePath();
    const auto read = [](const std::vector<std::string> &texts, QList<ListenAddress> &addresses) -> Result<void> {
        for (const std::string &text : texts) {
            const auto address = parseListenAddress(QString::fromStdString(text));
            if (!address)
                return address.error();
            addresses.append(*address);
        }
        return {};
    };
    if (auto done = read(m_http, config.http); !done)
        return done.error();
    if (auto done = read(m_https, config.https); !done)
        return done.error();
    if (!m_api.empty()) {
        const auto address = parseListenAddress(QString::fromStdString(m_api), loopbackAddress);
        if (!address)
            return address.error();
        config.api = *address;
    } else if (m_sandbox) {
        config.api.port = 0; // beside a real engine on the same computer
    }
    QStringList settings; // from the furthest place to the nearest
    for (const std::string &text : m_settingsOfFile)
        settings << QString::fromStdString(text);
    settings << qEnvironmentVariable("UNMTA_SET").split(u'\n', Qt::SkipEmptyParts); // no value contains one
    for (const std::string &text : m_settings)
        settings << QString::fromStdString(text);
    for (const QString &text : std::as_const(settings)) {
        const qsizetype equals = text.indexOf(u'=');
        if (equals <= 0)
            return Error(u"config.bad_setting"_s, {}, {{u"value"_s, text}});
        config.settings.insert(text.left(equals).trimmed(), text.mid(equals + 1));
    }
    return config;
}

} // namespace unmta
