#include "monitor/MonitorBanner.h"

#include "kit/Labels.h"
#include "kit/text/Sign.h"
#include "language/EngineText.h"
#include "monitor/MonitorWatch.h"
#include "monitor/ReleaseMonitorDialog.h"
#include "support/Formatting.h"
#include "support/Scale.h"
#include "support/WrapRow.h"

#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostLines = 6; // of the list of names; the others are scrolled to

QString meaning(const wire::Monitor &monitor, TimePoint now)
{
    QStringList sentences{MonitorBanner::tr("Until that is clear, no check counts as a strike.")};
    if (monitor.nextTryAt)
        sentences << (*monitor.nextTryAt > now
                          ? MonitorBanner::tr("Next try in %1.").arg(distance(now, *monitor.nextTryAt))
                          : MonitorBanner::tr("The next try begins now."));
    else
        sentences << MonitorBanner::tr("It is being tried again now.");
    return sentences.join(u' ');
}

} // namespace

MonitorBanner::MonitorBanner(MonitorWatch &watch, QWidget *parent)
    : QFrame(parent)
    , m_watch(watch)
    , m_sign(new Sign(18))
    , m_explanation(paragraph({}))
    , m_meaning(paragraph({}))
    , m_names(new QPushButton)
    , m_release(new QPushButton(tr("Release…")))
    , m_list(new QPlainTextEdit)
    , m_more(paragraph({}))
{
    setObjectName(u"monitorBanner"_s);
    setProperty("role", u"notice"_s);
    setProperty("tone", u"warning"_s);
    m_sign->showLevel(Tone::Warning);
    m_explanation->setObjectName(u"monitorExplanation"_s);
    m_meaning->setObjectName(u"monitorMeaning"_s);
    m_names->setObjectName(u"heldDomainsButton"_s);
    m_names->setProperty("look", u"small"_s);
    m_names->setCheckable(true);
    m_release->setObjectName(u"releaseMonitorButton"_s);
    m_release->setAccessibleName(tr("Release what the monitor holds"));
    m_release->setProperty("look", u"small"_s);
    m_list->setObjectName(u"heldDomainsList"_s);
    m_list->setAccessibleName(tr("Domains that would get a strike"));
    m_list->setReadOnly(true);
    m_list->setTabChangesFocus(true);
    m_more->setObjectName(u"heldDomainsMore"_s);

    auto *heading = label(tr("The monitor holds its checks back"), u"strong"_s);
    heading->setObjectName(u"monitorHeading"_s);
    auto *top = new WrapRow;
    top->add(heading, scaled(220, fontMetrics()));
    top->add(m_names);
    top->add(m_release);
    auto *text = new QVBoxLayout;
    text->setSpacing(3);
    text->addLayout(top);
    text->addWidget(m_explanation);
    text->addWidget(m_meaning);
    text->addWidget(m_list);
    text->addWidget(m_more);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 8, 8, 10);
    row->setSpacing(10);
    m_sign->setContentsMargins(0, 4, 0, 0); // level with the heading
    row->addWidget(m_sign, 0, Qt::AlignTop);
    row->addLayout(text, 1);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);

    connect(m_names, &QPushButton::toggled, this, &MonitorBanner::showNames);
    connect(m_release, &QPushButton::clicked, this, &MonitorBanner::release);
    connect(&watch, &MonitorWatch::changed, this, &MonitorBanner::refresh);
    refresh();
}

void MonitorBanner::refresh()
{
    if (!m_watch.isHeld())
        m_names->setChecked(false);
    m_explanation->setText(engineText(m_watch.monitor().explanation));
    m_meaning->setText(meaning(m_watch.monitor(), m_watch.now()));
    showNames();
    setVisible(m_watch.isHeld());
}

void MonitorBanner::showNames()
{
    const wire::Monitor &monitor = m_watch.monitor();
    const qint64 count = monitor.wouldStrikeCount;
    const bool open = m_names->isChecked() && count > 0;
    m_names->setVisible(count > 0);
    if (count == 1)
        m_names->setText(open ? tr("Hide the domain") : tr("Show the domain"));
    else
        m_names->setText(open ? tr("Hide the %1 domains").arg(number(count))
                              : tr("Show the %1 domains").arg(number(count)));
    m_names->setAccessibleName(m_names->text());
    // The same names keep their selection and their place.
    if (const QString names = monitor.wouldStrike.join(u'\n'); names != m_list->toPlainText())
        m_list->setPlainText(names);
    const auto lines = std::clamp(monitor.wouldStrike.size(), qsizetype(1), mostLines);
    m_list->setFixedHeight(int(lines) * m_list->fontMetrics().lineSpacing() + 24);
    m_list->setVisible(open);
    const qint64 others = count - monitor.wouldStrike.size();
    m_more->setText(others == 1 ? tr("and one more") : tr("and %1 more").arg(number(others)));
    m_more->setVisible(open && others > 0);
}

void MonitorBanner::release()
{
    auto *dialog = new ReleaseMonitorDialog(m_watch, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace unmta::ui
