// Where events are to be shipped: a directory of the engine's computer, or an object store.
#pragma once

#include "base/Error.h"
#include "contract/wire/delivery/Shipping.h"
#include "kit/Sheet.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace unmta::ui {

class ShippingDialog final : public Sheet
{
    Q_OBJECT

public:
    // `present`: what is in force.
    explicit ShippingDialog(const std::optional<wire::Shipping> &present, QWidget *parent = nullptr);
    // It was refused: the dialog stays open and says why.
    void refuse(const Error &error);

Q_SIGNALS:
    void submitted(const unmta::wire::ShippingInput &input);

private:
    QLineEdit *addField(const QString &name, const QString &text, bool isOfStore);
    void showKind();
    [[nodiscard]] wire::ShippingInput input() const;

    QComboBox *m_kind;
    QList<QWidget *> m_ofDirectory;
    QList<QWidget *> m_ofStore;
    QLineEdit *m_path;
    QLineEdit *m_endpoint;
    QLineEdit *m_region;
    QLineEdit *m_bucket;
    QLineEdit *m_accessKey;
    QLineEdit *m_secretKey;
    QLineEdit *m_prefix;
    QLineEdit *m_interval;
    QLabel *m_answer;
    QPushButton *m_confirm;
};

} // namespace unmta::ui
