#include "backup/RestoreDialog.h"

#include "kit/Labels.h"

#include <QDir>
#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

RestoreDialog::RestoreDialog(const QString &copy, QWidget *parent)
    : Sheet(u"restoreDialog"_s, tr("Restore this copy?"), 540, parent)
{
    column()->setSpacing(10);
    column()->addWidget(paragraph(QDir::toNativeSeparators(copy), u"strong"_s));
    auto *notice = new QFrame;
    notice->setProperty("role", u"notice"_s);
    notice->setProperty("tone", u"warning"_s);
    auto *stake = new QVBoxLayout(notice);
    stake->setContentsMargins(12, 10, 12, 10);
    stake->addWidget(
        paragraph(tr("What has happened since the copy was made is not in it: domains, settings, opens and "
                     "clicks. Links that were made with newer keys stop working."),
                  u"strong"_s));
    column()->addWidget(notice);
    column()->addWidget(
        paragraph(tr("The copy was opened and checked. The engine stops for as long as it takes, usually "
                     "seconds; links do not work meanwhile. The present store is kept beside the "
                     "restored one, so nothing is lost."),
                  u"dim"_s));
    auto *keep = new QPushButton(tr("Leave everything as it is"));
    keep->setObjectName(u"keepStoreButton"_s);
    keep->setDefault(true);
    auto *restore = new QPushButton(tr("Restore the copy"));
    restore->setObjectName(u"restoreCopyButton"_s);
    restore->setProperty("look", u"danger"_s);
    restore->setAutoDefault(false);
    addButtons({keep, restore});
    connect(keep, &QPushButton::clicked, this, &QDialog::reject);
    connect(restore, &QPushButton::clicked, this, [this] {
        accept();
        Q_EMIT restoreChosen();
    });
    keep->setFocus();
}

} // namespace unmta::ui
