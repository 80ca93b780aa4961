#include "webhooks/DeleteWebhookDialog.h"

#include "kit/Labels.h"
#include "language/EngineText.h"
#include "session/Session.h"
#include "support/Formatting.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

DeleteWebhookDialog::DeleteWebhookDialog(Session &session, const wire::Webhook &webhook, QWidget *parent)
    : Sheet(u"deleteWebhookDialog"_s, tr("Delete this webhook?"), 480, parent)
{
    auto *keep = new QPushButton(tr("Keep it"));
    keep->setObjectName(u"cancelButton"_s);
    keep->setDefault(true);
    auto *remove = new QPushButton(tr("Delete webhook"));
    remove->setObjectName(u"confirmDeleteButton"_s);
    remove->setProperty("look", u"danger"_s);
    auto *answer = paragraph({}, u"errorSmall"_s);
    answer->setObjectName(u"deleteAnswer"_s);
    answer->hide();
    column()->addWidget(paragraph(webhook.url, u"strong"_s));
    column()->addWidget(
        paragraph(webhook.backlog > 0
                      ? tr("Its log is deleted, and %1 events that wait for it are not sent. Somebody who only wants a "
                           "pause switches it off.")
                            .arg(number(webhook.backlog))
                      : tr("Its log is deleted with it. Somebody who only wants a pause switches it off."),
                  u"dim"_s));
    column()->addWidget(answer);
    addButtons({keep, remove});
    connect(keep, &QPushButton::clicked, this, &QDialog::reject);
    connect(remove, &QPushButton::clicked, this, [this, &session, answer, id = webhook.id] {
        session.client().call(api::deleteWebhook, {session.clusterId(), QString::number(id)}, this,
                              [this, answer](const Result<void> &done) {
                                  if (!done) {
                                      answer->setText(errorText(done.error()));
                                      answer->show();
                                      return;
                                  }
                                  Q_EMIT deleted();
                                  accept();
                              });
    });
}

} // namespace unmta::ui
