#include "session/Rights.h"

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

// Whatever has one of these may do it, besides "admin".
QStringList scopesFor(Right right)
{
    switch (right) {
    case Right::ChangeCluster:
    case Right::ChangeEngine:
        break;
    case Right::ReadEngine:
        return {u"read"_s};
    case Right::ReadEvents:
        return {u"read"_s, u"events"_s};
    case Right::Rewrite:
        return {u"rewrite"_s};
    }
    return {};
}

bool isOfEngine(Right right)
{
    return right == Right::ChangeEngine || right == Right::ReadEngine;
}

} // namespace

Rights::Rights(wire::Access access)
    : m_access(std::move(access))
{}

QString Rights::scopes() const
{
    return m_access.scopes.join(u", "_s);
}

bool Rights::may(Right right) const
{
    if (m_access.clusterId && isOfEngine(right))
        return false;
    const QStringList enough = scopesFor(right) + QStringList{u"admin"_s};
    return std::any_of(enough.begin(), enough.end(),
                       [this](const QString &scope) { return m_access.scopes.contains(scope); });
}

QString Rights::whyNot(Right right) const
{
    if (may(right))
        return {};
    const QString name = m_access.token.value_or(QString());
    if (m_access.clusterId && isOfEngine(right))
        return tr("This console's token (%1) is for one cluster only, and this concerns the whole engine.").arg(name);
    const QStringList enough = scopesFor(right);
    return tr("This console's token (%1) has the scope %2. This needs the scope %3.")
        .arg(name, scopes(), enough.isEmpty() ? u"admin"_s : enough.first());
}

QString Rights::summary() const
{
    if (!m_access.token || (may(Right::ChangeEngine) && may(Right::ChangeCluster)))
        return {};
    return m_access.clusterId ? tr("Token %1: %2, one cluster").arg(*m_access.token, scopes())
                              : tr("Token %1: %2").arg(*m_access.token, scopes());
}

} // namespace unmta::ui
