// Finds the CAA records that count for a host (RFC 8659 section 3): from the host upwards, the first name that has any,
// a CNAME's end counting as the name itself. Internal to the checker; DNS thread.
#pragma once

#include "diagnosis/ZoneFinder.h"
#include "domain/authority/Caa.h"

#include <functional>
#include <memory>
#include <optional>

namespace unmta::diagnosis {

class CaaClimb : public std::enable_shared_from_this<CaaClimb>
{
public:
    // None: it could not be found out.
    using Done = std::function<void(std::optional<CaaSet>)>;

    CaaClimb(std::shared_ptr<const CheckTools> tools, QString host, Done done);

    // `done` is called within the deadline of the configuration.
    void start();

private:
    void askResolvers();
    void heard(const CheckTools::Heard &heard);
    // What resolvers keep may be old: the servers of the zone have the last word, where they speak.
    void confirm(const CaaSet &set);
    void askAuthorities(const CaaSet &set, const QList<Authority> &servers);
    void finish(const std::optional<CaaSet> &set);

    std::shared_ptr<const CheckTools> m_tools;
    std::shared_ptr<ResolverTrust> m_trust;
    std::shared_ptr<ZoneFinder> m_finder;
    QString m_name; // that is asked for now
    Done m_done;
};

} // namespace unmta::diagnosis
