// One row of test data, named after the setting, for each setting that there is: QFETCH(const Setting *const, row).
#pragma once

#include "base/AllSettings.h"

#include <QTest>

namespace unmta::test {

inline void addSettingRows()
{
    QTest::addColumn<const Setting *>("row");
    for (const Setting &row : allSettings)
        QTest::newRow(row.name) << &row;
}

} // namespace unmta::test
