#include "domain/DeleteDomainDialog.h"

#include "charts/Activity.h"
#include "kit/Labels.h"
#include "language/EngineText.h"
#include "session/Session.h"
#include "support/Formatting.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

DeleteDomainDialog::DeleteDomainDialog(Session &session, wire::TrackingDomain domain, QWidget *parent)
    : Sheet(u"deleteDomainDialog"_s, tr("Delete %1?").arg(domain.unicodeName), 500, parent)
    , m_session(session)
    , m_domain(std::move(domain))
    , m_clicks(paragraph(tr("Counting the clicks of the last 30 days…")))
    , m_name(new QLineEdit)
    , m_answer(paragraph({}, u"errorSmall"_s))
    , m_cancel(new QPushButton(tr("Keep it")))
    , m_delete(new QPushButton(tr("Delete tracking domain")))
{
    m_clicks->setObjectName(u"clicksAtStake"_s);
    m_name->setObjectName(u"confirmNameEdit"_s);
    m_name->setAccessibleName(tr("Type %1 to confirm").arg(m_domain.unicodeName));
    m_answer->setObjectName(u"deleteAnswer"_s);
    m_answer->hide();
    m_cancel->setObjectName(u"cancelButton"_s);
    m_cancel->setAutoDefault(false);
    m_delete->setObjectName(u"confirmDeleteButton"_s);
    m_delete->setProperty("look", u"danger"_s);
    m_delete->setDefault(true);
    m_delete->setEnabled(false);

    auto *notice = new QFrame;
    notice->setProperty("role", u"notice"_s);
    notice->setProperty("tone", u"bad"_s);
    auto *stake = new QVBoxLayout(notice);
    stake->setContentsMargins(12, 10, 12, 10);
    stake->setSpacing(4);
    stake->addWidget(m_clicks);
    stake->addWidget(paragraph(tr("Tracked links in mail that has already been delivered stop working at once; "
                                  "recipients who click them see an error.")));
    if (m_domain.isDefault)
        stake->addWidget(paragraph(tr("It is the cluster's default: new mail will use the fallback host.")));

    column()->setSpacing(10);
    column()->addWidget(notice);
    column()->addWidget(
        paragraph(tr("This cannot be undone. The target %1 is never issued again; remove the CNAME record "
                     "at your DNS provider afterwards.")
                      .arg(m_domain.record.value),
                  u"dim"_s));
    column()->addSpacing(4);
    column()->addWidget(paragraph(tr("Type the name to confirm:"), u"strong"_s));
    m_name->setPlaceholderText(m_domain.unicodeName);
    column()->addWidget(m_name);
    column()->addWidget(m_answer);
    addButtons({m_cancel, m_delete});

    connect(m_name, &QLineEdit::textChanged, this, &DeleteDomainDialog::showTyped);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_delete, &QPushButton::clicked, this, &DeleteDomainDialog::submit);
    m_name->setFocus();
    loadClicks();
}

void DeleteDomainDialog::loadClicks()
{
    const DaySpan span = lastDays(m_session.now(), 30);
    m_session.client().activity(m_domain.clusterId, m_domain.name, span.from, span.to, u"day"_s, this,
                                [this, span](const Result<QList<wire::ActivityBucket>> &buckets) {
                                    if (!buckets) {
                                        m_clicks->setText(
                                            tr("How many links were clicked lately could not be counted."));
                                        return;
                                    }
                                    const auto days = fillDays(*buckets, span);
                                    qint64 month = 0;
                                    qint64 week = 0;
                                    for (qsizetype i = 0; i < days.size(); ++i) {
                                        month += days.at(i).clicks;
                                        week += i >= days.size() - 7 ? days.at(i).clicks : 0;
                                    }
                                    m_clicks->setText(tr("Its links were clicked %1 times in the last 7 days, "
                                                         "%2 times in the last 30.")
                                                          .arg(number(week), number(month)));
                                });
}

void DeleteDomainDialog::showTyped()
{
    const QString typed = m_name->text().trimmed();
    m_delete->setEnabled(typed == m_domain.name || typed == m_domain.unicodeName);
}

void DeleteDomainDialog::submit()
{
    m_delete->setEnabled(false);
    m_session.client().deleteDomain(m_domain.clusterId, m_domain.name, this, [this](const Result<void> &done) {
        if (!done) {
            m_answer->setText(errorText(done.error()));
            m_answer->show();
            showTyped();
            return;
        }
        m_session.domains().noteRemoved(m_domain.clusterId, m_domain.name);
        m_session.refreshClusters();
        accept();
    });
}

} // namespace unmta::ui
