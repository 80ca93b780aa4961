// Replies to (name, CNAME) for the later hops of a chain, from the authoritative servers of each hop's own zone; from a
// resolver where those cannot be asked. Internal to the checker; DNS thread.
#pragma once

#include "diagnosis/CnameWalk.h"
#include "diagnosis/ZoneFinder.h"

namespace unmta::diagnosis {

class AuthoritativeHops : public std::enable_shared_from_this<AuthoritativeHops>
{
public:
    struct Answer
    {
        Result<dns::Message> reply;
        CnameWalk::Asked asked;
        QString zone; // that the name was found to stand in; empty: none with name servers was found
        // A resolver's word, though the zone has servers and one of them declined or was silent; or one that another
        // resolver does not share.
        bool doubtful = false;
    };
    using Done = std::function<void(const Answer &)>;

    AuthoritativeHops(std::shared_ptr<const CheckTools> tools, std::shared_ptr<ZoneFinder> finder)
        : m_tools(std::move(tools))
        , m_finder(std::move(finder))
    {}

    // One name is asked for once, however many want it.
    void lookUp(const QString &name, Done done);
    // Nobody waits any more.
    void drop() { m_entries.clear(); }

private:
    struct Entry
    {
        std::optional<Answer> answer;
        QList<Done> waiting;
    };

    void ask(const QString &name, const ZoneServers &zone, qsizetype index, bool doubtful);
    void settle(const QString &name, const Answer &answer);

    std::shared_ptr<const CheckTools> m_tools;
    std::shared_ptr<ZoneFinder> m_finder;
    QHash<QString, Entry> m_entries;
};

} // namespace unmta::diagnosis
