// CaaSource over the diagnosis floor.
#pragma once

#include "acme/AcmeIssuer.h"
#include "diagnosis/DomainChecker.h"

namespace unmta {

class DnsCaaSource final : public acme::CaaSource
{
public:
    explicit DnsCaaSource(diagnosis::DomainChecker &checker)
        : m_checker(checker)
    {}
    void lookUp(const QString &host, std::function<void(std::optional<CaaSet>)> found) override
    {
        m_checker.caa(host, std::move(found));
    }

private:
    diagnosis::DomainChecker &m_checker;
};

} // namespace unmta
