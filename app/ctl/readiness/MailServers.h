// The mail servers of this computer, and what connects each to the engine: commands for a shell that root runs, as they
// are shown and as they are run.
#pragma once

#include <QString>
#include <QStringList>

#include <functional>

namespace unmta::ctl {

// How the mail host reaches the engine.
struct EngineWay
{
    QString ctl;     // how this program is called, with the options that lead it to the engine
    QString engine;  // URL of the API
    QString cluster; // id
    bool hasSystemd = true;
    bool hasMilter = true;     // unmta-milter is installed here
    bool milterAnswers = true; // somebody listens where it does
    QStringList tokens = {};   // names of tokens that there are
};

struct MailServer
{
    QString name;         // "Postfix"
    QString guide;        // help topic
    QStringList commands; // one shell line each, and nothing is half done when one fails; empty: nothing to run
    QString byHand;       // what the commands leave to do; empty: nothing
    // Connected once the commands have run. With none of them, it is so already.
    [[nodiscard]] bool isConnected() const { return byHand.isEmpty(); }
};

// Gives the standard output of a command, empty when it fails.
using Ask = std::function<QString(const QStringList &command)>;

// Those that are installed, by their configuration below `root` ("" outside of tests).
[[nodiscard]] QList<MailServer> mailServersHere(const EngineWay &way, const Ask &ask, const QString &root = {});

} // namespace unmta::ctl
