// Asks for the addresses of a name: the servers of its zone, all of them; resolvers where none of those answers, and
// for an alias that leads out of the zone. Internal to the checker; DNS thread.
#pragma once

#include "diagnosis/ZoneFinder.h"
#include "diagnosis/readiness/HostAddresses.h"

namespace unmta::diagnosis {

class AddressQuest : public std::enable_shared_from_this<AddressQuest>
{
public:
    using Done = std::function<void(HostAddresses)>;

    AddressQuest(std::shared_ptr<const CheckTools> tools, QString name, Done done);

    // `done` is called within the deadline of the configuration, with what is known by then.
    void start();

private:
    struct Server
    {
        QString label;
        dns::Endpoint endpoint;
        bool isAuthority = false;
    };
    // What one of them said about both kinds of addresses.
    struct Told
    {
        int replies = 0;
        int answers = 0; // those that say something
        QStringList addresses;
        QString alias;
    };
    struct Round
    {
        QString name;
        QList<Server> servers;
        QList<Told> told; // by server
        qsizetype missing = 0;
        bool graceStarted = false;
        bool isOver = false;
    };
    using RoundPtr = std::shared_ptr<Round>;

    void ask(const QString &name, QList<Server> servers);
    void askOne(const RoundPtr &round, qsizetype index, dns::RrType type);
    void took(const RoundPtr &round, qsizetype index, const Result<dns::Message> &reply);
    void arrived(const RoundPtr &round, qsizetype index);
    void endRound(const RoundPtr &round);
    [[nodiscard]] bool take(const Round &round);
    [[nodiscard]] QList<Server> resolvers() const;
    void expire();
    void finish();

    std::shared_ptr<const CheckTools> m_tools;
    std::shared_ptr<ResolverTrust> m_trust;
    std::shared_ptr<ZoneFinder> m_finder;
    const QString m_name;
    HostAddresses m_result;
    Done m_done;
    RoundPtr m_round; // under way
    bool m_isLate = false;
};

} // namespace unmta::diagnosis
