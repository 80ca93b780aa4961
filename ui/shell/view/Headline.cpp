#include "shell/view/Headline.h"

#include "connecting/Engines.h"
#include "notifications/DesktopAlerts.h"
#include "session/Session.h"
#include "shell/Sidebar.h"
#include "shell/UiOptions.h"
#include "support/Formatting.h"

#include <algorithm>

namespace unmta::ui {

Headline::Headline(Session &session, const UiOptions &options, Sidebar &sidebar, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_options(options)
    , m_sidebar(sidebar)
{
    connect(&session, &Session::clustersChanged, this, &Headline::refresh);
    connect(&session.domains(), &DomainCache::changed, this, &Headline::refresh);
}

void Headline::setSandbox(bool isSandbox)
{
    m_isSandbox = isSandbox;
    refresh();
}

void Headline::refresh()
{
    const auto &domains = m_session.domains().all();
    const int count = int(std::count_if(domains.begin(), domains.end(), &needsAttention));
    const int here = int(std::count_if(domains.begin(), domains.end(), &isDowngraded));
    m_sidebar.setCount(Place::Domains, count, here > 0 ? Tone::Bad : Tone::Warning);
    const int elsewhere = int(m_session.downgradedElsewhere());
    const int downgraded = here + elsewhere;
    const bool isElsewhere = m_options.engines && m_options.engines->hasShown() && !m_options.engines->isHome();
    const QString program =
        isElsewhere ? tr("%1 – unMTA Tracking").arg(m_options.engines->name()) : tr("unMTA Tracking");
    const QString title = downgraded > 0 ? tr("%1 downgraded – %2").arg(number(downgraded), program) : program;
    Q_EMIT titleChanged(m_isSandbox ? tr("%1 – Sandbox").arg(title) : title);
    if (m_options.desktop)
        m_options.desktop->setAttention(count + elsewhere, downgraded);
}

} // namespace unmta::ui
