#include "settings/UnsavedDialog.h"

#include "kit/Labels.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

UnsavedDialog::UnsavedDialog(qsizetype changes, QWidget *parent)
    : Sheet(u"unsavedDialog"_s, tr("Save the changed settings?"), 460, parent)
{
    auto *text = paragraph(changes == 1 ? tr("One setting was changed and is not saved yet.")
                                        : tr("%1 settings were changed and are not saved yet.").arg(changes));
    text->setObjectName(u"unsavedText"_s);
    column()->addWidget(text);
    auto *stay = new QPushButton(tr("Keep editing"));
    stay->setObjectName(u"keepEditingButton"_s);
    stay->setAutoDefault(false);
    auto *discard = new QPushButton(tr("Discard"));
    discard->setObjectName(u"discardAndLeaveButton"_s);
    discard->setAccessibleName(tr("Discard the changes"));
    discard->setAutoDefault(false);
    auto *save = new QPushButton(tr("Save"));
    save->setObjectName(u"saveAndLeaveButton"_s);
    save->setAccessibleName(tr("Save the changes"));
    save->setProperty("look", u"primary"_s);
    save->setDefault(true);
    addButtons({stay, discard, save});
    connect(stay, &QPushButton::clicked, this, &QDialog::reject);
    connect(discard, &QPushButton::clicked, this, [this] {
        accept();
        Q_EMIT discardChosen();
    });
    connect(save, &QPushButton::clicked, this, [this] {
        accept();
        Q_EMIT saveChosen();
    });
    save->setFocus();
}

} // namespace unmta::ui
