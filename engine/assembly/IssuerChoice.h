// Which issuer the tracking domains' certificates come from: made anew when a setting that it depends on changes.
// Engine thread.
#pragma once

#include "acme/AcmeIssuer.h"
#include "base/Clock.h"
#include "outbound/Outbound.h"

namespace unmta {

namespace store {
class EngineStore;
}
class CertificateService;
class EngineSandbox;
class InternalRoot;
class Settings;

class IssuerChoice
{
public:
    // What the issuer itself uses (store, board, CAA, worker, clock) outlives the certificate service, which keeps it.
    struct Dependencies
    {
        store::EngineStore &store;
        CertificateService &certificates;
        acme::ChallengeBoard &challenges;
        acme::CaaSource &caa;
        outbound::Outbound &worker;
        InternalRoot &root;
        const Clock &clock;
        const EngineSandbox *sandbox; // null outside it
    };

    explicit IssuerChoice(const Dependencies &d)
        : d(d)
    {}

    // Whether there is to be one at all; apply() follows.
    void setWanted(bool isWanted) { m_isWanted = isWanted; }
    // Nothing happens when the issuer of before was made from the same. One that cannot be made leaves it, too.
    void apply(const Settings &settings);

private:
    void useInternal(const QByteArray &configuration);
    void useAcme(const Settings &settings, const QByteArray &configuration);
    [[nodiscard]] QByteArray configurationOf(const Settings &settings) const;

    Dependencies d;
    bool m_isWanted = true;
};

} // namespace unmta
