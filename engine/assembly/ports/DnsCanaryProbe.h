// CanaryProbe over the DNS floor.
#pragma once

#include "base/Random.h"
#include "diagnosis/DomainChecker.h"
#include "service/monitor/CanaryProbe.h"

#include <QObject>

namespace unmta {

class DnsCanaryProbe final : public QObject, public CanaryProbe
{
    Q_OBJECT

public:
    DnsCanaryProbe(dns::DomainChecker &checker, Random &random)
        : m_checker(checker)
        , m_random(random)
    {}
    void probe(const QStringList &names, std::function<void(CanaryReport)> done) override;

private:
    dns::DomainChecker &m_checker;
    Random &m_random;
};

} // namespace unmta
