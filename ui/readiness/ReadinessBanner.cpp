#include "readiness/ReadinessBanner.h"

#include "kit/Banner.h"
#include "readiness/ReadinessWatch.h"
#include "readiness/ReadinessWords.h"
#include "session/Session.h"

#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

ReadinessBanner::ReadinessBanner(Session &session, ReadinessWatch &watch, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_watch(watch)
    , m_banner(new Banner)
{
    m_banner->setObjectName(u"readinessBanner"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 12, 24, 0);
    column->addWidget(m_banner);
    connect(m_banner, &Banner::actionRequested, this, &ReadinessBanner::showRequested);
    connect(&watch, &ReadinessWatch::changed, this, &ReadinessBanner::refresh);
    // What an engine that is silent now has told is no news; that it is silent, another banner tells.
    connect(&session, &Session::onlineChanged, this, &ReadinessBanner::refresh);
    hide();
}

void ReadinessBanner::setOnSetupPage(bool isThere)
{
    m_onSetupPage = isThere;
    refresh();
}

void ReadinessBanner::refresh()
{
    const QString line = m_watch.isWanted() ? failureLine(m_watch.failures()) : QString();
    if (!line.isEmpty())
        m_banner->show(Tone::Bad, line, tr("Show"));
    setVisible(!line.isEmpty() && !m_onSetupPage && m_session.isOnline());
}

} // namespace unmta::ui
