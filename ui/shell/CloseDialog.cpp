#include "shell/CloseDialog.h"

#include "kit/Labels.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

CloseDialog::CloseDialog(bool canInstallService, QWidget *parent)
    : Sheet(u"closeDialog"_s, tr("Stop tracking?"), 520, parent)
{
    auto *notice = new QFrame;
    notice->setProperty("role", u"notice"_s);
    notice->setProperty("tone", u"warning"_s);
    auto *stake = new QVBoxLayout(notice);
    stake->setContentsMargins(12, 10, 12, 10);
    stake->addWidget(paragraph(tr("This window holds the engine. While it is closed, links in delivered mail do not "
                                  "work, and nothing is recorded."),
                               u"strong"_s));
    column()->setSpacing(10);
    column()->addWidget(notice);
    column()->addWidget(paragraph(canInstallService
                                      ? tr("As a service of this computer the engine runs without the window, also "
                                           "after the next start. This console then shows the service.")
                                      : tr("To let the engine run without a window, install it as a service "
                                           "(unmta-engine); this console then shows the service."),
                                  u"dim"_s));
    auto *keep = new QPushButton(tr("Keep running"));
    keep->setObjectName(u"keepRunningButton"_s);
    keep->setDefault(true);
    auto *stop = new QPushButton(tr("Stop tracking"));
    stop->setObjectName(u"stopTrackingButton"_s);
    stop->setProperty("look", u"danger"_s);
    stop->setAutoDefault(false);
    QList<QWidget *> buttons{keep, stop};
    if (canInstallService) {
        auto *service = new QPushButton(tr("Install as a service"));
        service->setObjectName(u"installServiceButton"_s);
        service->setAutoDefault(false);
        connect(service, &QPushButton::clicked, this, [this] {
            accept();
            Q_EMIT serviceChosen();
        });
        buttons.insert(1, service);
    }
    addButtons(buttons);
    connect(keep, &QPushButton::clicked, this, &QDialog::reject);
    connect(stop, &QPushButton::clicked, this, [this] {
        accept();
        Q_EMIT stopChosen();
    });
    keep->setFocus();
}

} // namespace unmta::ui
