// The port through which the verification service asks the world about a record.
#pragma once

#include "domain/Check.h"

#include <functional>

namespace unmta {

struct RecordQuestion
{
    QString host;
    QString target;
    QString targetZone;
    QString registrableDomain;  // of the host; empty when unknown
    bool cachesAreOver = false; // the zone has said otherwise for longer than resolvers may have kept the right answer
    bool thorough = true;       // each of the zone's servers is asked and reported, though nobody contradicts; anew
};

// Tells whose a target is, for the sentence about a wrong one: a domain's name, or empty when it is not to be told.
using TargetOwner = std::function<QString(const QString &target)>;

class RecordChecker
{
public:
    using Done = std::function<void(Check)>;

    virtual ~RecordChecker() = default;
    // `owner` and `done` run on the thread of the caller, once, after check() has returned. Check::at is the caller's.
    virtual void check(const RecordQuestion &question, TargetOwner owner, Done done) = 0;
    // Whose name servers hold the host's zone: an id of dnsProviders(); empty when it cannot be told. As above.
    virtual void findProvider(const QString &host, std::function<void(QString provider)> done) = 0;
};

} // namespace unmta
