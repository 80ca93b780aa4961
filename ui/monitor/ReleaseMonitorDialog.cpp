#include "monitor/ReleaseMonitorDialog.h"

#include "kit/Labels.h"
#include "language/EngineText.h"
#include "monitor/MonitorWatch.h"
#include "support/Formatting.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

QString effect(const wire::Monitor &monitor)
{
    const qint64 count = monitor.wouldStrikeCount;
    if (count == 1)
        return ReleaseMonitorDialog::tr("The failed check of one domain is counted as a strike.");
    if (count > 0)
        return ReleaseMonitorDialog::tr("The failed checks of %1 domains are counted as strikes.").arg(number(count));
    return ReleaseMonitorDialog::tr("Nothing is counted at once: no failed check is held at present.");
}

QString afterwards(const wire::Monitor &monitor)
{
    // Releasing distrusted canaries begins a round that is judged like any other.
    return monitor.reason == u"canaries"
               ? ReleaseMonitorDialog::tr(
                     "Then a new round begins, without the engine's own test name until it is seen "
                     "again. If other test names fail as well, that round is held, too.")
               : ReleaseMonitorDialog::tr("Then the monitor goes on as usual.");
}

} // namespace

ReleaseMonitorDialog::ReleaseMonitorDialog(MonitorWatch &watch, QWidget *parent)
    : Sheet(u"releaseMonitorDialog"_s, tr("Release what is held back?"), 500, parent)
    , m_watch(watch)
    , m_effect(paragraph({}, u"strong"_s))
    , m_after(paragraph({}, u"dim"_s))
    , m_answer(paragraph({}, u"errorSmall"_s))
    , m_release(new QPushButton(tr("Release")))
{
    m_effect->setObjectName(u"releaseEffect"_s);
    m_after->setObjectName(u"releaseAfterwards"_s);
    m_answer->setObjectName(u"releaseAnswer"_s);
    m_answer->hide();
    auto *cancel = new QPushButton(tr("Keep holding"));
    cancel->setObjectName(u"cancelButton"_s);
    cancel->setDefault(true);
    m_release->setObjectName(u"confirmReleaseButton"_s);
    m_release->setProperty("look", u"danger"_s);
    m_release->setAutoDefault(false);

    auto *notice = new QFrame;
    notice->setProperty("role", u"notice"_s);
    notice->setProperty("tone", u"warning"_s);
    auto *stake = new QVBoxLayout(notice);
    stake->setContentsMargins(12, 10, 12, 10);
    stake->setSpacing(4);
    stake->addWidget(m_effect);
    stake->addWidget(
        paragraph(tr("With its first strike a domain stays active and a warning is sent. With its second it "
                     "goes back to Pending, and its links stop working until the record is right again.")));
    column()->setSpacing(10);
    column()->addWidget(notice);
    column()->addWidget(paragraph(tr("Release only when you know that these records really changed. A fault on the way "
                                     "passes by itself; the round is tried again until then."),
                                  u"dim"_s));
    column()->addWidget(m_after);
    column()->addWidget(m_answer);
    addButtons({cancel, m_release});
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_release, &QPushButton::clicked, this, &ReleaseMonitorDialog::submit);
    connect(&watch, &MonitorWatch::changed, this, &ReleaseMonitorDialog::refresh);
    refresh();
    cancel->setFocus();
}

void ReleaseMonitorDialog::refresh()
{
    // While an answer is awaited, it will tell.
    if (m_isAsking)
        return;
    if (m_watch.isHeld()) {
        m_effect->setText(effect(m_watch.monitor()));
        m_after->setText(afterwards(m_watch.monitor()));
    } else {
        m_effect->setText(tr("Nothing is held back any more."));
        m_after->clear();
    }
    m_after->setVisible(!m_after->text().isEmpty());
    m_release->setEnabled(m_watch.isHeld());
}

void ReleaseMonitorDialog::submit()
{
    m_isAsking = true;
    m_release->setEnabled(false);
    m_watch.release(this, [this](const std::optional<Error> &problem) {
        m_isAsking = false;
        if (!problem)
            return accept();
        m_answer->setText(errorText(*problem));
        m_answer->show();
        refresh();
    });
}

} // namespace unmta::ui
