#include "webhooks/RotateSecretDialog.h"

#include "kit/Labels.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

RotateSecretDialog::RotateSecretDialog(const wire::Webhook &webhook, QWidget *parent)
    : Sheet(u"rotateSecretDialog"_s, tr("Make a new secret?"), 480, parent)
{
    auto *keep = new QPushButton(tr("Keep it"));
    keep->setObjectName(u"cancelButton"_s);
    keep->setDefault(true);
    auto *make = new QPushButton(tr("New secret"));
    make->setObjectName(u"confirmRotateButton"_s);
    column()->addWidget(paragraph(webhook.url, u"strong"_s));
    column()->addWidget(
        paragraph(tr("Its receiver has to learn the new one within 24 hours: until then calls are signed "
                     "with the present secret too. One that was replaced before holds no longer."),
                  u"dim"_s));
    addButtons({keep, make});
    connect(keep, &QPushButton::clicked, this, &QDialog::reject);
    connect(make, &QPushButton::clicked, this, &QDialog::accept);
}

} // namespace unmta::ui
