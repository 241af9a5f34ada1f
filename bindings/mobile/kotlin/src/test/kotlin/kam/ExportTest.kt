package kam

import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.databind.ObjectMapper
import java.io.File
import java.math.BigDecimal
import java.nio.file.Files
import java.time.Instant
import java.time.LocalDate
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory

/** Exports: every figure that is known of them, every damage, and the way there and back. */
class ExportTest {
    private val top = File(System.getProperty("kam.root"))
    private val committed = File(top, "adapters/crm/tests/data")
    private val json = ObjectMapper()

    private fun folders(): List<File> {
        val all = listOf(committed, File(top, "target/exports")).flatMap { it.listFiles()?.sorted().orEmpty() }
        assertTrue(all.size >= 4)
        return all
    }

    private fun figure(node: JsonNode): BigDecimal? = if (node.isNull) null else BigDecimal(node.asText()).stripTrailingZeros()

    @TestFactory
    fun everyKnownFigure(): List<DynamicTest> = folders().map { folder ->
        DynamicTest.dynamicTest("figures of ${folder.name}") {
            val expected = json.readTree(File(folder, "expected.json"))
            loadExport(folder.path, null).use { export ->
                for (method in listOf(Method.WEIGHTED_MEAN, Method.COMPLETED_SHARE, Method.LEAF_SHARE)) {
                    val rows = export.summaries(LocalDate.parse(expected["as_of"].asText()), null, CompletionRules(method = method))
                    assertEquals(expected["plans"].size(), rows.size)
                    for (row in rows) {
                        val known = expected["plans"][row.plan]
                        assertEquals(figure(known[method.name.lowercase()]), row.completion?.stripTrailingZeros(), "${row.plan} $method")
                        assertEquals(known["overdue"].asInt(), row.overdue.toInt())
                        assertEquals(known["due_within_14_days"].asInt(), (row.dueToday + row.dueSoon).toInt())
                        assertEquals(known["undated"].asInt(), row.undated.toInt())
                        assertEquals(known["nodes"].asInt(), row.nodes.toInt())
                    }
                }
            }
        }
    }

    @TestFactory
    fun everyDamage(): List<DynamicTest> = folders().filter { File(it, "defects.json").exists() }.map { folder ->
        DynamicTest.dynamicTest("damages of ${folder.name}") {
            loadExport(folder.path, null).use { export ->
                val defects = export.defects()
                for (damage in json.readTree(File(folder, "defects.json"))) {
                    val name = damage["object"].asText().let { if (it == "member") "team_member" else it }
                    val found = defects.find { it.`object` == name && (it.id ?: "") == damage["id"].asText() && it.code == damage["kind"].asText() }
                    assertTrue(found != null && found.setAside && found.line!! > 1u && found.reason.isNotEmpty(), damage.toString())
                }
            }
        }
    }

    @Test
    fun thereAndBack() {
        loadExport(File(committed, "vault").path, null).use { export ->
            val folder = Files.createTempDirectory("kam").resolve("out").toString()
            export.write("veeva_crm", folder)
            val there = loadExport(folder)
            val again = loadExportFiles(there.written("veeva_vault"))
            assertEquals(export.plans(), again.plans())
            for (plan in export.plans()) assertEquals(export.plan(plan).document(), again.plan(plan).document())
            again.close()
            there.close()
        }
    }

    @Test
    fun aChangedPlanIsWrittenByItsRows() {
        loadExport(File(committed, "vault").path, null).use { export ->
            val item = export.due(LocalDate.parse("2026-06-30")).first { it.blockedBy.isEmpty() }
            export.plan(item.plan).use { plan ->
                plan.changeStatus(item.node, "done", Acting("1000001", Instant.parse("2026-06-30T12:00:00Z")))
                export.changed(listOf(plan.document())).use { changed ->
                    assertEquals(listOf(item.plan), changed.plans())
                    val file = changed.written("veeva_vault").single()
                    assertEquals(listOf("kam_completed_by", "kam_completed_at"), file.unmapped)
                    val rows = String(file.content).trimEnd().lines()
                    assertEquals(2, rows.size)
                    assertTrue(rows[1].startsWith(item.node) && rows[1].contains("2026-06-30,completed__v"), rows[1])
                }
                export.changed(listOf(plan.document()), ChangedRows.ALL).use { all ->
                    loadExportFiles(all.written("veeva_crm")).use { assertEquals(plan.completion(), it.plan(it.plans().single()).completion()) }
                }
            }
        }
    }

    @Test
    fun builtPlansAreWrittenAndReadAgain() {
        val nodes = listOf(NodeDraft(id = "g1"), NodeDraft(id = "o1", parent = "g1", status = "done"), NodeDraft(id = "o2", parent = "g1"))
        buildPlan(PlanDraft(id = "AP-1", nodes = nodes)).use { plan ->
            for (mapping in shippedMappings()) {
                exportPlans(listOf(plan.document()), ExportOptions(mapping = mapping)).use { export ->
                    loadExportFiles(export.written(mapping)).use { again ->
                        assertEquals(0, again.defects().size)
                        assertEquals(plan.completion(), again.plan("AP-1").completion())
                    }
                }
            }
        }
        assertThrows(Fault.InvalidValue::class.java) { exportPlans(listOf(), ExportOptions()) }
    }

    @Test
    fun recordsRecordTypesAndIdsOfRowsThatAreNotUsed() {
        val actions = """[{"id":"I1","account_plan__v":"P1"},{"id":"I2","object_type__v":"other__c"},{"id":"I3","account_plan__v":"P9"}]"""
        val files = listOf(ExportFile("account_plan__v.csv", "id\nP1\n".toByteArray()), ExportFile("action_item__v.json", actions.toByteArray()))
        loadExportFiles(files).use { export ->
            val defect = export.defects().single()
            assertEquals(listOf("unknown_parent", 1u, 3u), listOf(defect.code, defect.line, defect.record))
            val counts = export.files().single { it.`object` == "action" }
            assertEquals(listOf(3u, 1u, 1u, 1u), listOf(counts.rows, counts.kept, counts.setAside, counts.otherType))
            val unused = assertThrows(Fault.UnknownNode::class.java) { export.planOf("I3") }
            assertTrue(unused.setAside!!.startsWith("row set aside: action_item__v.json:1 record 3"))
        }
    }

    @Test
    fun whatGoesWrongIsTyped() {
        val missing = assertThrows(Fault.CannotRead::class.java) { loadExport(File(top, "nowhere").path, null) }
        assertTrue(faultText(missing).contains("nowhere"))
        assertEquals("veeva_vault", assertThrows(Fault.UnknownMapping::class.java) { mappingDocument("veeva_valt") }.nearest.first())
    }
}
