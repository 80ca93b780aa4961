#include "connecting/ForgetEngine.h"

#include "connecting/Engines.h"
#include "kit/Labels.h"
#include "kit/Sheet.h"

#include <QCoreApplication>
#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

class ForgetDialog final : public Sheet
{
    Q_DECLARE_TR_FUNCTIONS(ForgetDialog)

public:
    ForgetDialog(Engines &engines, QWidget *parent)
        : Sheet(u"forgetEngineDialog"_s, tr("Forget the connection to %1").arg(engines.name()), 440, parent)
    {
        column()->addWidget(
            paragraph(tr("This computer forgets the address, the token and the certificate. The engine goes on, "
                         "and the token stays valid until it is revoked there.")));
        auto *cancel = new QPushButton(tr("Cancel"));
        cancel->setObjectName(u"cancelButton"_s);
        auto *forget = new QPushButton(tr("Forget"));
        forget->setObjectName(u"confirmForgetButton"_s);
        forget->setProperty("look", u"danger"_s);
        addButtons({cancel, forget});
        connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
        connect(forget, &QPushButton::clicked, this, [this, &engines] {
            accept();
            engines.forget();
        });
        cancel->setFocus();
    }
};

} // namespace

void openForgetEngine(Engines &engines, QWidget *parent)
{
    if (!engines.isKept())
        return;
    auto *dialog = new ForgetDialog(engines, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace unmta::ui
