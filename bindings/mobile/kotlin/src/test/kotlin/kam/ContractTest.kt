package kam

import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.databind.ObjectMapper
import java.io.File
import java.math.BigDecimal
import java.time.Instant
import java.time.LocalDate
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

private val root = File(System.getProperty("kam.root"))

class ContractTest {
    private val acting = Acting("u7", Instant.parse("2026-05-01T10:00:00Z"))

    private fun plan() = buildPlan(
        PlanDraft(
            id = "AP-1",
            nodes = listOf(
                NodeDraft(id = "a", weight = BigDecimal("3"), status = "done"),
                NodeDraft(id = "b", due = LocalDate.of(2028, 2, 29)),
            ),
        ),
    )

    @Test
    fun `a plan of plain values has an exact completion`() {
        plan().use { plan ->
            assertEquals(BigDecimal("75"), plan.completion())
            assertEquals(LocalDate.of(2028, 2, 29), plan.due(LocalDate.of(2026, 1, 1), DueQuery(levels = listOf("goal"))).single().due)
        }
    }

    @Test
    fun `a change of status changes the figures`() {
        val changed = plan().use { it.changeStatus("b", "done", acting) }
        assertEquals(BigDecimal("100"), changed.completion)
        assertEquals(emptyList<StatusProposal>(), changed.proposals)
    }

    @Test
    fun `records compare by value and copy`() {
        val node = NodeDraft(id = "a", weight = BigDecimal("2.5"))
        assertEquals(node, NodeDraft(id = "a", weight = BigDecimal("2.5")))
        assertEquals("b", node.copy(id = "b").id)
        assertNull(node.parent)
    }

    @Test
    fun `a fault carries its code, its text and its details`() {
        val fault = assertThrows(Fault.UnknownNode::class.java) { plan().use { it.explain("aa") } }
        assertEquals("aa", fault.node)
        assertEquals(listOf("a"), fault.nearest)
        assertEquals("unknown_node", faultCode(fault))
        assertEquals("there is no node `aa` here; did you mean `a`", faultText(fault))
    }

    @Test
    fun `everything wrong with a plan is reported at once`() {
        val fault = assertThrows(Fault.InvalidPlan::class.java) {
            buildPlan(PlanDraft(id = "AP-1", nodes = listOf(NodeDraft(id = "a", weight = BigDecimal("0.12345")), NodeDraft(id = "b", weight = BigDecimal("-1")))))
        }
        assertEquals(listOf("nodes[0].weight", "nodes[1].weight"), fault.problems.map { it.path })
    }

    @Test
    fun `everything wrong with rules is reported at once`() {
        val rules = CompletionRules(levels = listOf(LevelMethod("gaol", Method.LOWEST), LevelMethod("tacitc", Method.LOWEST)))
        val fault = assertThrows(Fault.InvalidValues::class.java) { plan().use { it.completion(rules) } }
        assertEquals(2, fault.problems.size)
        assertTrue(fault.problems.all { it.path!!.startsWith("rules.levels") }, fault.problems.toString())
        assertTrue(faultText(fault).startsWith("2 values cannot be used\n  `rules.levels"), faultText(fault))
    }

    @Test
    fun `a number that no decimal can hold is a fault and no crash`() {
        val fault = assertThrows(Fault.InvalidValue::class.java) { displayCompletion(BigDecimal("0.1234567890123456789")) }
        assertEquals("completion" to "0.1234567890123456789", fault.field to fault.value)
        assertTrue("19 decimals" in fault.reason, fault.reason)
        assertThrows(Fault.InvalidValue::class.java) { displayCompletion(BigDecimal("100.000001")) }
        assertEquals("100", displayCompletion(BigDecimal("1E+2")))
    }

    @Test
    fun `a decimal with more places than fit into memory is refused`() {
        for (text in listOf("1E+2000000000", "1E+100000000", "1E-2000000000", "-1E+2147483647", "1E-2147483647")) {
            val fault = assertThrows(Fault.InvalidValue::class.java) {
                buildPlan(PlanDraft(id = "AP-1", nodes = listOf(NodeDraft(id = "a", weight = BigDecimal(text)))))
            }
            assertEquals("draft.nodes[0].weight" to text, fault.field to fault.value)
        }
    }

    @Test
    fun `every decimal, date and moment that cannot be used is named by its field`() {
        val long = BigDecimal("1".repeat(35))
        val nodes = listOf(
            NodeDraft(id = "a", weight = BigDecimal("2")),
            NodeDraft(id = "b", weight = long, due = LocalDate.of(10000, 1, 1), quantity = QuantityDraft(baseline = long, target = BigDecimal.ONE)),
        )
        val draft = PlanDraft(id = "P", end = LocalDate.of(-1, 1, 1), nodes = nodes)
        val fault = assertThrows(Fault.InvalidValues::class.java) { buildPlan(draft) }
        val found = fault.problems.associate { it.path to it.value }
        val wanted = mapOf(
            "draft.end" to "-0001-01-01",
            "draft.nodes[1].weight" to long.toPlainString(),
            "draft.nodes[1].due" to "+10000-01-01",
            "draft.nodes[1].quantity.baseline" to long.toPlainString(),
        )
        assertEquals(wanted, found)
        val late = Acting(person = "u", at = Instant.parse("+10000-01-01T00:00:00Z"))
        plan().use {
            val several = assertThrows(Fault.InvalidValues::class.java) { it.overrideCompletion("a", long, "agreed", late) }
            assertEquals(listOf("completion", "acting.at"), several.problems.map { one -> one.path })
            // What was refused before leaves no trace.
            assertEquals(BigDecimal("75"), it.completion())
        }
    }

    @Test
    fun `every operation of the list is here`() {
        val operations: JsonNode = ObjectMapper().readTree(File(root, "bindings/operations.json"))
        assertTrue(operations.size() > 10)
        // Kotlin adds a mark to the names of functions that take or give whole numbers without a sign.
        fun names(of: String) = Class.forName(of).methods.map { it.name.substringBefore('-') }.toSet()
        val functions = names("kam.KamKt")
        for (operation in operations) {
            val name = camel(operation["name"].asText())
            val there = operation["on"].textValue()?.let { on -> names("kam.$on") } ?: functions
            assertTrue(name in there, "`$name` is missing")
        }
    }

    @Test
    fun `there is one version`() {
        assertNotNull(File(root, "Cargo.toml").readLines().find { it == "version = \"${version()}\"" })
        assertTrue("<version>${version()}</version>" in File(root, "bindings/mobile/kotlin/pom.xml").readText())
    }
}

internal fun camel(name: String) = name.split('_').mapIndexed { place, word -> if (place == 0) word else word.replaceFirstChar(Char::uppercase) }.joinToString("")
