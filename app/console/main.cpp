// unmta-console: the desktop console, with an engine of its own or connected to another.
#include "base/Log.h"
#include "common/EngineOptions.h"
#include "common/Guard.h"
#include "common/Signals.h"
#include "common/system/Streams.h"
#include "console/Console.h"
#include "contract/ErrorText.h"
#include "language/Language.h"

#include <CLI/CLI.hpp>

#include <QApplication>
#include <QSettings>

#include <iostream>

using namespace unmta;

namespace {

int complain(const std::string &sentence)
{
    std::cerr << "unmta-console: " << sentence << '\n';
    return 2;
}

int complain(const Error &error)
{
    return complain(errorSentence(error).toStdString());
}

// The codes that --lang takes.
std::vector<std::string> languageCodes()
{
    std::vector<std::string> codes{"system"};
    for (const ui::LanguageName &language : ui::languages())
        codes.push_back(language.code.toStdString());
    return codes;
}

int run(int argc, char *argv[])
{
    installLogHandler();
    CLI::App cli("The desktop console of unMTA Tracking.", "unmta-console");
    cli.set_version_flag("--version", "unmta-console " UNMTA_VERSION);
    EngineOptions options;
    options.addTo(cli);
    std::string url, tokenFile, caFile, message, language;
    CLI::Option *connectOption =
        cli.add_option("--connect", url, "Address of an engine elsewhere, or the name of a connection that is kept")
            ->type_name("URL");
    cli.add_option("--token-file", tokenFile, "File that holds its token")->type_name("FILE")->needs(connectOption);
    cli.add_option("--ca-file", caFile, "PEM file with the CA of its certificate")
        ->type_name("FILE")
        ->needs(connectOption);
    cli.add_option("--lang", language, "Language of this window, in place of the one chosen in its settings")
        ->check(CLI::IsMember(languageCodes()))
        ->type_name("CODE");
    cli.add_option("message", message, "A message (.eml) to look at on the Rewriting page")->type_name("FILE");
    try {
        cli.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        return cli.exit(error) == 0 ? 0 : 2;
    }
    if (connectOption->count() > 0) {
        if (cli.count("--sandbox") > 0 || cli.count("--data-dir") > 0)
            return complain("--connect shows an engine elsewhere; leave out --sandbox and --data-dir.");
    }
    const auto config = options.config();
    if (!config)
        return complain(config.error());

    QApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("unmta-console"));
    QCoreApplication::setOrganizationName(QStringLiteral("unMTA"));
    QGuiApplication::setDesktopFileName(QStringLiteral("unmta-console"));
    if (language.empty())
        language = QSettings().value(QLatin1StringView(ui::languageKey)).toString().toStdString();
    const ui::Language spoken(language == "system" ? QString() : QString::fromStdString(language));
    Signals signals;
    Console console;
    console.setMessage(QString::fromStdString(message));
    QObject::connect(&console, &Console::finished, &app, &QCoreApplication::quit);
    QObject::connect(&signals, &Signals::terminate, &console, &Console::quit);
    if (url.empty()) {
        console.embed(*config);
    } else if (const auto shown = console.connectTo(
                   {QString::fromStdString(url), QString::fromStdString(tokenFile), QString::fromStdString(caFile)});
               !shown) {
        return complain(shown.error());
    }
    return QApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    return guarded("unmta-console", [&] {
        prepareStreams();
        return run(argc, argv);
    });
}
