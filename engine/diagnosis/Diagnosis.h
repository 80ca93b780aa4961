// From what the servers said to what is the case. Pure: facts in, verdict out.
#pragma once

#include "diagnosis/CheckQuestion.h"
#include "diagnosis/CnameWalk.h"
#include "diagnosis/Finding.h"

namespace unmta::diagnosis {

enum class ServerRole
{
    Resolver,
    Authoritative
};

// How the chain looks to one server (or, after the first hop, to it and its successors).
struct View
{
    QString server;
    QString address;
    ServerRole role = ServerRole::Resolver;
    bool definitive = false;  // every reply on the way had AA
    bool bogus = false;       // failed, but answered with CD=1
    bool doubtful = false;    // a later hop is a resolver's word, since its zone's own servers have given none
    bool unreachable = false; // nobody listens there: another way to the zone must exist, or none
    CnameWalk::End end = CnameWalk::End::Failed;
    QString failure;   // check code when end is Failed
    QStringList chain; // host first
    QString rcode;     // of the first hop's reply
    std::uint32_t ttl = 0;
    QStringList addresses; // A and AAAA at the host, when it has no CNAME
    QStringList conflict;  // with IllegalSet: what stands there
    QString everyName;     // a resolver's only answer, whatever it is asked for: "192.0.2.66", "NXDOMAIN"
};

struct Facts
{
    CheckQuestion question;
    QString zone;
    QStringList nameServers;
    bool zoneIsUnsure = false; // nobody has said in time which servers it has, or that it has none
    QList<View> views;
    QStringList targetAddresses; // where the target itself leads, if that was asked; only to recognise flattening
    QString doubledName;         // where the record was found instead, or empty
    bool repeated = false;       // the first resolver that answered was asked twice and said the same
};

// The check code that this view alone would give.
[[nodiscard]] QString codeOf(const View &view, const Facts &facts);
// Match for "ok", Changed for codes that may count as a strike, else Unknown.
[[nodiscard]] CheckOutcome outcomeOf(const QString &code);
// The whole verdict, with words; Check::at stays empty.
[[nodiscard]] Finding diagnose(const Facts &facts);

} // namespace unmta::diagnosis
