#include "assembly/ports/ProbeBeacon.h"

#include "acme/InternalCa.h"
#include "service/routing/SnapshotPublisher.h"

#include <algorithm>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype tokenBytes = 16;
constexpr qsizetype nonceBytes = 32;

} // namespace

QString ProbeBeacon::Light::url() const
{
    return u"%1://%2/.well-known/acme-challenge/%3"_s.arg(tls ? u"https"_s : u"http"_s, host, token);
}

ProbeBeacon::~ProbeBeacon()
{
    const auto shining = m_shining;
    for (const Light &light : shining)
        putOut(light);
}

Result<ProbeBeacon::Light> ProbeBeacon::light(const QString &host, bool tls)
{
    if (tls) {
        // Its root is forgotten at once: the nonce is the proof, not who signed.
        const auto authority = acme::InternalCa::create(m_clock.now());
        if (!authority)
            return authority.error();
        const auto certificate = authority->issue(host, m_clock.now());
        if (!certificate)
            return certificate.error();
        m_publisher.probePublished(host, certificate->chainPem, certificate->keyPem);
    }
    // Whoever answers with a part of what he was asked for does not have the nonce.
    const Light light{host, m_random.hex(tokenBytes), m_random.hex(nonceBytes).toLatin1(), tls};
    m_shining.insert(light.token, light);
    m_publisher.challengePublished(host, light.token, light.nonce);
    return light;
}

void ProbeBeacon::putOut(const Light &light)
{
    if (!m_shining.remove(light.token))
        return;
    m_publisher.challengeWithdrawn(light.host, light.token);
    const bool isStillNeeded = std::any_of(m_shining.cbegin(), m_shining.cend(), [&light](const Light &other) {
        return other.tls && other.host == light.host;
    });
    if (light.tls && !isStillNeeded)
        m_publisher.probeWithdrawn(light.host);
}

} // namespace unmta
